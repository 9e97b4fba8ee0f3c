// Serves the built pages with scripted calls, to look at them without the Java server: `npm run fake`.
import { runnerImport } from 'vite';

const { module } = await runnerImport(new URL('./FakeServer.ts', import.meta.url).pathname);
const server = await module.FakeServer.start(Number(process.env['PORT'] ?? 8000));
server.switchboard.byItself = true;
server.office.mailroom.byItself = true;
server.office.bookings.byItself = true;
console.log(`The console with scripted calls: ${server.url}`);
