import type { PruneSchedule, Sparsity } from '../core/compress/sparsity';

/** Steps between two picks, as TensorFlow's. */
const FREQUENCY = 100;

/** The part of the run in which weights are picked: dense first, fixed zeros last. */
const SPAN: Readonly<Record<PruneSchedule['kind'], { begin: number; end: number }>> = {
  constant: { begin: 0.2, end: 0.7 },
  polynomial: { begin: 0.1, end: 0.6 },
};

/** When weights are picked in a run of so many steps, unless it is said. */
export function defaultSchedule(kind: PruneSchedule['kind'], steps: number): PruneSchedule {
  const at = (share: number) => Math.max(1, Math.round(share * steps));
  return { kind, begin: at(SPAN[kind].begin), end: at(SPAN[kind].end), frequency: FREQUENCY };
}

/**
 * How a grid prunes a cell to a share of zeros in a run of so many steps: paper 002's constant sparsity within layers.
 * undefined for a share of 0, and at W = 1, whose weights are -1 or +1: such cells are trained dense.
 */
export const gridSparsity = (amount: number, weightBits: number, steps: number): Sparsity | undefined =>
  amount === 0 || weightBits === 1
    ? undefined
    : { amount, scope: 'layer', structure: 'unstructured', schedule: defaultSchedule('constant', steps) };
