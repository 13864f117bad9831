import { BitscapeError } from '../../core/errors';

/** The two builds of the kernels: with fused multiply-add (relaxed SIMD), and with plain 128-bit SIMD. */
export type KernelBuild = 'fma' | 'simd';

/** What a person reads. */
export const WASM_LABELS: Readonly<Record<KernelBuild, string>> = {
  fma: 'WASM, fused multiply-add',
  simd: 'WASM, the same bits everywhere',
};

const HEADER = [0, 97, 115, 109, 1, 0, 0, 0];
/** One function of type () -> v128. */
const FUNCTION = [1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0];
/** i32.const 0, i8x16.splat */
const ZEROS = [65, 0, 253, 15];
/** f32x4.relaxed_madd */
const MADD = [253, 133, 2];

const moduleOf = (code: readonly number[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([...HEADER, ...FUNCTION, 10, code.length + 4, 1, code.length + 2, 0, ...code, 11]);

/** The smallest module that needs what a build needs. */
const PROBES: Readonly<Record<KernelBuild, Uint8Array<ArrayBuffer>>> = {
  fma: moduleOf([...ZEROS, ...ZEROS, ...ZEROS, ...MADD]),
  simd: moduleOf(ZEROS),
};

const MISSING: Readonly<Record<KernelBuild, string>> = {
  fma: 'no relaxed SIMD in this WebAssembly, which fused multiply-add needs: "wasm-simd" is the plain build',
  simd: 'no 128-bit SIMD in this WebAssembly: a browser of 2023 or newer has it',
};

/** @throws BitscapeError "EngineUnavailable" if WebAssembly here cannot run that build. */
export function assertSupported(build: KernelBuild): void {
  if (typeof WebAssembly === 'object' && WebAssembly.validate(PROBES[build])) return;
  throw new BitscapeError('EngineUnavailable', MISSING[build], `wasm-${build}`);
}
