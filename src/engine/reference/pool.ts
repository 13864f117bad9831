import { pooledShape, type Stage, shapeSize } from '../../core/network/topology';

/** Pooled values, and for each of them the index of the value that won. */
export interface Pooled {
  values: Float64Array;
  winners: Uint32Array;
}

/** Max-pool of [size][height][width][channels]; of equal values in a window the first in row order wins. */
export function maxPool(stage: Stage, x: Float64Array, size: number): Pooled {
  const { output, pool } = stage;
  const to = pooledShape(stage);
  const values = new Float64Array(size * shapeSize(to)).fill(Number.NEGATIVE_INFINITY);
  const winners = new Uint32Array(values.length);
  for (let image = 0; image < size; image++) {
    for (let y = 0; y < to.height * pool; y++) {
      for (let column = 0; column < to.width * pool; column++) {
        for (let c = 0; c < to.channels; c++) {
          const from = ((image * output.height + y) * output.width + column) * to.channels + c;
          const cell = (image * to.height + Math.floor(y / pool)) * to.width + Math.floor(column / pool);
          const at = cell * to.channels + c;
          if (x[from] > values[at]) {
            values[at] = x[from];
            winners[at] = from;
          }
        }
      }
    }
  }
  return { values, winners };
}

/** Sends each pooled gradient to the value that won; the others get none. */
export function maxPoolGradient(gradient: Float64Array, winners: Uint32Array, length: number): Float64Array {
  const out = new Float64Array(length);
  gradient.forEach((g, i) => {
    out[winners[i]] += g;
  });
  return out;
}
