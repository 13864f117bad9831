import { kernelBytes, prepareRuntime, SPILLS } from '#kernels';
import type { Engine } from '../trainer';
import { assertSupported, type KernelBuild, WASM_LABELS } from './builds';
import { createClassifier } from './classifier';
import { createFixedTrainer } from './fixed-trainer';
import { createWasmForward } from './forward';
import { createWasmReal } from './real';
import { createSharedWasmTrainer } from './shared-trainer';
import { createWasmTrainer } from './trainer';

/**
 * A build of the kernels, compiled for this machine.
 * @throws BitscapeError "EngineUnavailable" if WebAssembly here lacks what the build needs.
 */
export async function loadKernels(build: KernelBuild): Promise<WebAssembly.Module> {
  prepareRuntime();
  assertSupported(build);
  return WebAssembly.compile(await kernelBytes(build));
}

/**
 * Starts our WebAssembly engine in one of its builds. The plain build gives the same bits on every machine;
 * with fused multiply-add they depend on the processor.
 * @throws BitscapeError "EngineUnavailable" if WebAssembly here lacks what the build needs.
 */
export async function openWasm(build: KernelBuild): Promise<Engine> {
  const module = await loadKernels(build);
  return {
    id: `wasm-${build}`,
    label: WASM_LABELS[build],
    deterministic: build === 'simd',
    classify: createClassifier(module),
    forward: (network) => createWasmForward(module, network, SPILLS),
    forwardReal: (network) => createWasmReal(module, network, SPILLS),
    trainsFixed: true,
    createTrainer: (recipe, state) =>
      recipe.fixed
        ? createFixedTrainer(module, recipe, recipe.fixed, state, SPILLS)
        : createWasmTrainer(module, recipe, state, SPILLS),
    createSharedTrainer: (recipe) => createSharedWasmTrainer(module, recipe, SPILLS),
  };
}
