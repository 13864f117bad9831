import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { compileKernels, KERNELS } from '../src/engine/wasm/asc.ts';

const REQUEST = /[\\/]kernels[\\/]index\.ts\?wasm(?<relaxed>&relaxed)?$/;

/**
 * Serves `kernels/index.ts?wasm`, and `?wasm&relaxed` for the build with fused multiply-add, as a module whose
 * default export is the compiled binary. Inlined as base64 (some 20 kB): it then loads from any static host.
 */
export function assemblyScript(): Plugin {
  return {
    name: 'assemblyscript',
    async load(id) {
      const request = REQUEST.exec(id);
      if (!request) return;
      for (const name of readdirSync(KERNELS)) this.addWatchFile(join(KERNELS, name));
      const binary = await compileKernels(request.groups?.relaxed ? 'fma' : 'simd');
      const text = JSON.stringify(Buffer.from(binary).toString('base64'));
      return `export default Uint8Array.from(atob(${text}), (c) => c.charCodeAt(0));`;
    },
  };
}
