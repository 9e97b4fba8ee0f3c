// Takes pictures of the pages with scripted calls, in both schemes and three widths: `npm run look [folder]`.
import { runnerImport } from 'vite';

const { module } = await runnerImport(new URL('./look.ts', import.meta.url).pathname);
await module.look(process.argv[2] ?? 'target/pictures');
