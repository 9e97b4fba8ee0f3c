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
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
