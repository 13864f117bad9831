import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { assemblyScript } from './scripts/vite-assemblyscript.ts';
import { MNIST_MIRRORS } from './src/core/datasets/mnist-mirrors.ts';

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

const CORE_TESTS = 'src/core/**/*.test.ts';

/** What the built page may load: its own files, MNIST from the mirrors of the table, WebAssembly, inline styles. */
function contentSecurityPolicy(): Plugin {
  const mirrors = new Set(MNIST_MIRRORS.map(({ base }) => new URL(base).origin));
  const policy = [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    `connect-src 'self' data: blob: ${[...mirrors].join(' ')}`,
  ].join('; ');
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/** Static site with relative paths: it works from any folder of any static host, without special headers. */
export default defineConfig({
  base: './',
  plugins: [react(), assemblyScript(), contentSecurityPolicy()],
  build: { target: 'es2022', chunkSizeWarningLimit: 4000 },
  worker: { format: 'es', plugins: () => [assemblyScript()] },
  optimizeDeps: {
    entries: ['index.html', 'workers/*.worker.ts'],
    include: LATE_DEPENDENCIES,
    exclude: ['monaco-editor'],
  },
  test: {
    setupFiles: ['scripts/laws.ts'],
    // Many tests wait for compilers and simulators: the default, a core less, would leave one of two idle.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What a test waits for comes at once, or late on a busy machine: never is a second enough.
    expect: { poll: { timeout: 30_000, interval: 10 } },
    projects: [
      // The core is pure: its tests can share a process, which saves loading it for each of their files.
      { extends: true, test: { name: 'core', include: [CORE_TESTS], isolate: false } },
      {
        extends: true,
        test: {
          name: 'around it',
          include: ['{src,workers,bench,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', CORE_TESTS],
        },
      },
    ],
  },
});
