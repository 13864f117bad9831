import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Dependencies that only workers or lazy panels import: found late, they would make the dev server reload the page. */
const LATE_DEPENDENCIES = [
  '@noble/hashes/sha2.js',
  '@noble/hashes/utils.js',
  '@tensorflow/tfjs-backend-cpu',
  '@tensorflow/tfjs-backend-wasm',
  '@tensorflow/tfjs-backend-webgl',
  '@tensorflow/tfjs-backend-webgpu',
  '@tensorflow/tfjs-core',
  'comlink',
  'idb',
  'modern-tar',
];

/** Static site with relative paths: it works from any folder of any static host, without special headers. */
export default defineConfig({
  base: './',
  plugins: [react()],
  build: { target: 'es2022', chunkSizeWarningLimit: 4000 },
  worker: { format: 'es' },
  optimizeDeps: { include: LATE_DEPENDENCIES, exclude: ['monaco-editor'] },
  test: {
    include: ['{src,workers,bench,scripts}/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
  },
});
