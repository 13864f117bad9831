import { BitscapeError } from '../../core/errors';
import { shapeSize } from '../../core/network/topology';
import type { Batch } from '../trainer';
import type { Kernels } from './kernels';
import type { Layout } from './layout';
import { pixelLanesOf } from './quantizer-lanes';

/** An instance with its memory laid out. */
export interface Instance {
  kernels: Kernels;
  heap: Float32Array;
  layout: Layout;
}

/** Copies a batch into memory, input dropout applied; says which dropouts there are. */
export function upload({ kernels, heap, layout }: Instance, batch: Batch): boolean[] {
  if (batch.size > layout.capacity) {
    throw new BitscapeError(
      'BatchTooLarge',
      `a batch of ${batch.size} images: the recipe allows ${layout.capacity}`,
      'batch',
    );
  }
  const count = batch.size * shapeSize(layout.stages[0].stage.input);
  const bytes = new Uint8Array(kernels.memory.buffer);
  if (batch.pixels) {
    batch.pixels.copyTo(bytes, layout.pixels);
    kernels.pixelInputs(count, layout.pixels, layout.inputs, ...pixelLanesOf(batch.pixels.inputBits));
  } else {
    heap.set(batch.inputs, layout.inputs / 4);
  }
  bytes.set(batch.labels, layout.labels);
  batch.dropout.forEach((multipliers, i) => {
    if (!multipliers) return;
    const at = i === 0 ? layout.inputMultipliers : layout.stages[i - 1].multipliers;
    heap.set(multipliers, at / 4);
  });
  if (batch.dropout[0]) {
    kernels.multiply(count, layout.inputs, layout.inputMultipliers, layout.inputs);
  }
  return batch.dropout.map((multipliers) => multipliers !== null);
}
