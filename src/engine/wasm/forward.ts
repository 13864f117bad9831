import { sliceImages } from '../../core/datasets/dataset';
import { activationQuantizer } from '../../core/network/fold';
import { BATCH_NORM, type StageParameters } from '../../core/network/parameters';
import { stagesOf } from '../../core/network/topology';
import { weightQuantizer } from '../../core/quantizers/quantizer';
import { pixelValues } from '../batches';
import type { FloatForward, FloatNetwork } from '../trainer';
import { createArena, growTo } from './arena';
import { COLUMNS, instantiate } from './kernels';
import { layoutOf, type StageLayout } from './layout';
import { normalizedOutput, product } from './pass';
import { lanesOf } from './quantizer-lanes';
import { copyOf } from './state';

/** Images that go through the network together. */
const BLOCK = 100;

/** `kernels/columns.ts`: a vector holds its units and then repeats the first ones, up to this many. */
const REPEATED = 3;

/** The float path on the kernels of training, BatchNorm's batch statistics replaced by the running ones. */
export function createWasmForward(
  module: WebAssembly.Module,
  { topology, precision, parameters }: FloatNetwork,
  spills: boolean,
): FloatForward {
  const kernels = instantiate(module);
  if (spills) kernels.avoidSpills();
  const arena = createArena(kernels.heapBase());
  const layout = layoutOf(arena, kernels, stagesOf(topology), BLOCK);
  growTo(kernels.memory, arena.end());
  const heap = new Float32Array(kernels.memory.buffer);
  const activation = activationQuantizer(topology, precision.activationBits);
  kernels.setActivation(...lanesOf(activation), activation.passLow, activation.passHigh);
  const lanes = lanesOf(weightQuantizer(precision.weightBits));
  for (const [i, s] of layout.stages.entries()) {
    heap.set(parameters[i].weights, s.weights.value / 4);
    kernels.quantize(s.weights.length, s.weights.value, s.quantized, ...lanes);
    writeColumns(heap, s, kernels.span(s.stage.units), parameters[i]);
  }
  const values = pixelValues(precision.inputBits);
  const last = layout.stages[layout.stages.length - 1];
  const classes = last.stage.units;

  return (images) => {
    const scores = new Float32Array(images.count * classes);
    for (let from = 0; from < images.count; from += BLOCK) {
      const { pixels, count } = sliceImages(images, from, Math.min(from + BLOCK, images.count));
      for (let p = 0; p < pixels.length; p++) heap[layout.inputs / 4 + p] = values[pixels[p]];
      let x = layout.inputs;
      for (const s of layout.stages) {
        product(kernels, s, x, count);
        normalizedOutput(kernels, s, 0, count);
        x = s.output;
      }
      scores.set(copyOf(heap, last.output, count * classes), from * classes);
    }
    return scores;
  };
}

/** BatchNorm with running statistics as the kernels read it: mean, gamma / sqrt(variance + epsilon), beta. */
function writeColumns(heap: Float32Array, s: StageLayout, span: number, p: StageParameters): void {
  const inverse = p.variance.map((v) =>
    Math.fround(1 / Math.fround(Math.sqrt(Math.fround(v + BATCH_NORM.epsilon)))),
  );
  const scale = p.gamma.map((g, n) => g * inverse[n]);
  const { units } = s.stage;
  const write = (vector: number, of: Float32Array) => {
    const at = (s.columns + vector * span) / 4;
    for (let n = 0; n < units + REPEATED; n++) heap[at + n] = of[n % units];
  };
  write(COLUMNS.mean, p.mean);
  write(COLUMNS.scale, scale);
  write(COLUMNS.beta, p.beta);
}
