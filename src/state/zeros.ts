import { useMemo } from 'react';
import { nonZeroWeights } from '../core/compress/prune';
import type { Design } from '../core/design/design';
import { estimatorOf } from '../core/hardware/estimators';
import { unpackNetwork } from '../core/network/pack';
import { type CellPosition, cellKey } from '../core/precision';
import type { TrainedCell } from '../engine/checkpoint';
import type { CellResult } from './results-slice';
import { useStore } from './store';

/** Weights of each layer that are not 0, of the cells whose networks were counted, by `cellKey`. */
export type Counted = Readonly<Record<string, readonly number[]>>;

const known = new WeakMap<TrainedCell, readonly number[]>();

/** Weights of each layer of a finished network that are not 0. */
function countOf(cell: TrainedCell): readonly number[] {
  const { topology, precision } = cell.recipe;
  const counts =
    known.get(cell) ??
    nonZeroWeights(unpackNetwork(topology, precision, cell.network)).map(({ nonZero }) => nonZero);
  known.set(cell, counts);
  return counts;
}

/** The counts of the finished cells of a pruned design; none where the estimator does not heed zeros. */
export const countedZeros = (
  { sparsity, estimator }: Pick<Design, 'sparsity' | 'estimator'>,
  results: Readonly<Record<string, CellResult>>,
): Counted =>
  sparsity === 0 || !estimatorOf(estimator).reuse
    ? {}
    : Object.fromEntries(
        Object.entries(results).flatMap(([key, { status, cell }]) =>
          status === 'done' && cell?.recipe.sparsity ? [[key, countOf(cell)]] : [],
        ),
      );

/** Reads counts cell by cell. */
export const countedAt =
  (counted: Counted) =>
  (cell: CellPosition): readonly number[] | undefined =>
    counted[cellKey(cell)];

/** `countedZeros` of the store, the same object until a count changes. */
export function useCountedZeros(): Counted {
  const sparsity = useStore((s) => s.design.sparsity);
  const estimator = useStore((s) => s.design.estimator);
  const results = useStore((s) => s.results);
  const text = JSON.stringify(countedZeros({ sparsity, estimator }, results));
  return useMemo((): Counted => JSON.parse(text), [text]);
}
