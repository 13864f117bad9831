import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { compileKernels, KERNELS, optionsOf } from './asc';
import type { KernelBuild } from './builds';

const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/bitscape/', import.meta.url));

/** Names the compiler's version: another compiler may give other bits. */
const COMPILER = fileURLToPath(new URL('../../../node_modules/assemblyscript/package.json', import.meta.url));

/** Node 20 has relaxed SIMD behind a flag; from 21 on it is always there. */
export function prepareRuntime(): void {
  setFlagsFromString('--experimental-wasm-relaxed-simd');
}

/** Node 20's compiler spills the registers of large tiles: half the speed. Browsers' and newer Node's do not. */
export const SPILLS = Number.parseInt(process.versions.v8, 10) < 12;

/** The binary of a build, compiled once per state of sources and compiler and kept in `node_modules/.cache`. */
export async function kernelBytes(build: KernelBuild): Promise<Uint8Array<ArrayBuffer>> {
  const file = join(CACHE, `kernels-${build}-${await sourceHash(build)}.wasm`);
  const kept = await readFile(file).then(
    (bytes) => new Uint8Array(bytes),
    () => null,
  );
  if (kept && WebAssembly.validate(kept)) return kept;
  const binary = await compileKernels(build);
  await keep(file, binary);
  return binary;
}

async function sourceHash(build: KernelBuild): Promise<string> {
  const hash = createHash('sha256').update(optionsOf(build).join(' '));
  hash.update(await readFile(COMPILER).catch(() => 'no compiler'));
  const names = (await readdir(KERNELS)).filter((name) => name.endsWith('.ts')).sort();
  for (const name of names) hash.update(name).update(await readFile(join(KERNELS, name)));
  return hash.digest('hex').slice(0, 16);
}

/** Writes aside and renames: another process may be doing the same. A read-only folder is no error. */
async function keep(file: string, binary: Uint8Array): Promise<void> {
  const aside = `${file}.${process.pid}.${performance.now()}`;
  try {
    await mkdir(CACHE, { recursive: true });
    await writeFile(aside, binary);
    await rename(aside, file);
  } catch {}
}
