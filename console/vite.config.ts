import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const server = process.env['ANTIPHON_URL'] ?? 'http://localhost:8000';

export default defineConfig({
  plugins: [react()],
  worker: { format: 'es' },
  build: { target: 'baseline-widely-available', assetsInlineLimit: 0, reportCompressedSize: true },
  server: {
    proxy: {
      '/api': { target: server },
      '/ws': { target: server, ws: true },
    },
  },
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    // The two walks mostly wait for sound to pass.
    maxWorkers: 2,
    // These end what hangs; a step of a walk has its own limit. How fast a page is, its own test says.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 15_000 } },
    retry: Number(process.env['ANTIPHON_TEST_RETRIES'] ?? 0),
  },
});
