import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: import.meta.dirname,
    environment: 'node',
    include: ['*.test.ts'],
    testTimeout: 45_000,
    hookTimeout: 30_000,
    fileParallelism: false,
  },
});
