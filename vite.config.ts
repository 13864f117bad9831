import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Static site with relative paths: it works from any folder of any static host, without special headers. */
export default defineConfig({
  base: './',
  plugins: [react()],
  build: { target: 'es2022', chunkSizeWarningLimit: 4000 },
  worker: { format: 'es' },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'workers/**/*.test.ts', 'bench/**/*.test.ts'],
    testTimeout: 30_000,
  },
});
