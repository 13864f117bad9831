import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { KernelBuild } from './builds';

/** Folder of the AssemblyScript sources. */
export const KERNELS = fileURLToPath(new URL('../../../kernels/', import.meta.url));

/** Warnings about wider pointers (201) and vectors in signatures (112): neither concerns these modules. */
const OPTIONS = '-O3 --noAssert --runtime stub --enable simd --disableWarning 201 --disableWarning 112';

const BUILD_OPTIONS: Readonly<Record<KernelBuild, string>> = { fma: '--enable relaxed-simd', simd: '' };

/** Options that decide what the compiler makes. */
export const optionsOf = (build: KernelBuild): string[] =>
  `${OPTIONS} ${BUILD_OPTIONS[build]}`.trim().split(' ');

/**
 * Compiles the kernels in memory; Node only, takes about two seconds.
 * @throws Error with the compiler's messages, or if AssemblyScript is not installed.
 */
export async function compileKernels(build: KernelBuild): Promise<Uint8Array<ArrayBuffer>> {
  const { default: asc } = await import('assemblyscript/asc');
  let binary: Uint8Array<ArrayBuffer> | undefined;
  const { error, stderr } = await asc.main(
    [join(KERNELS, 'index.ts'), ...optionsOf(build), '--baseDir', '/', '--outFile', 'kernels.wasm'],
    {
      writeFile(_name, contents) {
        if (typeof contents !== 'string') binary = Uint8Array.from(contents);
      },
    },
  );
  if (error || !binary) throw new Error(`the kernels do not compile: ${error?.message}\n${stderr}`);
  return binary;
}
