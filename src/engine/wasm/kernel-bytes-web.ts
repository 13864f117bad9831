import type { KernelBuild } from './builds';

const BUILDS = {
  fma: () => import('../../../kernels/index.ts?wasm&relaxed'),
  simd: () => import('../../../kernels/index.ts?wasm'),
} as const;

/** Nothing to prepare in a browser. */
export function prepareRuntime(): void {}

/** Browsers keep the large register tiles in registers. */
export const SPILLS = false;

/** The binary of a build, compiled into the page by `scripts/vite-assemblyscript.ts`. */
export const kernelBytes = async (build: KernelBuild): Promise<Uint8Array<ArrayBuffer>> =>
  (await BUILDS[build]()).default;
