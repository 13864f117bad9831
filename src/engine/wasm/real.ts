import { sliceImages } from '../../core/datasets/dataset';
import type { RealNetwork, RealStage } from '../../core/network/float-path';
import { pixelValues } from '../batches';
import type { FloatForward } from '../trainer';
import { createArena, growTo } from './arena';
import { writeColumn } from './columns';
import { COLUMNS, instantiate } from './kernels';
import { layoutOf, type StageLayout } from './layout';
import { normalizedOutput, product } from './pass';
import { lanesOf } from './quantizer-lanes';
import { copyOf } from './state';

/** Images that go through the network together. */
const BLOCK = 100;

/** A network of float and quantized layers on the kernels of training, in float32. */
export function createWasmReal(
  module: WebAssembly.Module,
  { topology, inputBits, stages }: RealNetwork,
  spills: boolean,
): FloatForward {
  const kernels = instantiate(module);
  if (spills) kernels.avoidSpills();
  const arena = createArena(kernels.heapBase());
  const layout = layoutOf(
    arena,
    kernels,
    stages.map((s) => s.stage),
    BLOCK,
  );
  growTo(kernels.memory, arena.end());
  const heap = new Float32Array(kernels.memory.buffer);
  layout.stages.forEach((s, i) => {
    heap.set(stages[i].weights, s.quantized / 4);
    writeLine(heap, s, kernels.span(s.stage.units), stages[i]);
  });
  const values = pixelValues(inputBits);
  const last = layout.stages[layout.stages.length - 1];
  const classes = last.stage.units;
  const size = topology.input.height * topology.input.width * topology.input.channels;

  return (images) => {
    const scores = new Float32Array(images.count * classes);
    for (let from = 0; from < images.count; from += BLOCK) {
      const { pixels, count } = sliceImages(images, from, Math.min(from + BLOCK, images.count));
      for (let i = 0; i < count * size; i++) heap[layout.inputs / 4 + i] = values[pixels[i]];
      let x = layout.inputs;
      layout.stages.forEach((s, i) => {
        const { activation } = stages[i];
        if (activation) {
          kernels.setActivation(...lanesOf(activation), activation.passLow, activation.passHigh);
        }
        product(kernels, s, x, count);
        normalizedOutput(kernels, s, 0, count);
        x = s.output;
      });
      scores.set(copyOf(heap, last.output, count * classes), from * classes);
    }
    return scores;
  };
}

/** Mean, scale and shift as the kernels read them. */
function writeLine(
  heap: Float32Array,
  s: StageLayout,
  span: number,
  { mean, factor, beta }: RealStage,
): void {
  writeColumn(heap, s, span, COLUMNS.mean, mean);
  writeColumn(heap, s, span, COLUMNS.scale, factor);
  writeColumn(heap, s, span, COLUMNS.beta, beta);
}
