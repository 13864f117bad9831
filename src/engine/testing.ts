import type { Dataset, ImageSet } from '../core/datasets/dataset';
import type { Topology } from '../core/network/topology';
import { Random } from '../core/random';

/** Two easy classes: ink in the upper or in the lower half. */
function halves(count: number, seed: number): ImageSet {
  const random = new Random(seed);
  const labels = Uint8Array.from({ length: count }, () => random.below(2));
  const pixels = Uint8Array.from({ length: count * 64 }, (_, i) => {
    const upper = i % 64 < 32;
    return random.uniform() < (upper === (labels[Math.floor(i / 64)] === 0) ? 0.7 : 0.3) ? 255 : 0;
  });
  return { count, height: 8, width: 8, pixels, labels };
}

/** A data set of images of 8 x 8 pixels that every engine learns in a moment. */
export const HALVES: Dataset = {
  id: 'halves',
  name: 'halves',
  train: halves(305, 1),
  validation: halves(60, 2),
  test: halves(70, 3),
};

/** A network for them. */
export const HALVES_TOPOLOGY: Topology = {
  name: 'halves',
  input: { height: 8, width: 8, channels: 1 },
  layers: [
    { kind: 'dense', units: 16 },
    { kind: 'dense', units: 2 },
  ],
  activation: 'hardtanh',
};
