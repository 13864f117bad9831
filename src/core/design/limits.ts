import { SPARSITY_LIMIT } from '../compress/sparsity';

/** Lowest and highest legal number of a design's fields, in links, options and the page alike. */
export const DESIGN_LIMITS = {
  seed: [0, 2 ** 32 - 1],
  epochs: [1, 1000],
  /** Images per second. */
  targetFps: [1, 1e9],
  clockMhz: [1, 2000],
  reuseFactor: [1, 2 ** 24],
  /** Share of zero weights. */
  sparsity: [0, SPARSITY_LIMIT],
  /** Points of accuracy. */
  tolerance: [0, 100],
} as const;
