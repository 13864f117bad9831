import type { GridRequest } from '../hardware/grid-estimate';
import { stagesOf, type Topology } from '../network/topology';
import type { CellPosition } from '../precision';

/** Weights of each layer that are not 0 when a share of every layer's is. */
export const nonZeroAt = (topology: Topology, share: number): number[] =>
  stagesOf(topology).map(({ fanIn, units }) => fanIn * units - Math.round(share * fanIn * units));

/**
 * The weights of a cell's layers that are not 0, for estimators that heed them: `counted` in its trained network, else by the
 * share that is held at 0. Nothing is said of a grid that is not pruned, nor of W = 1, whose weights are never 0.
 */
export function zerosOf(
  topology: Topology,
  sparsity: number,
  counted: (cell: CellPosition) => readonly number[] | undefined = () => undefined,
): GridRequest['zeros'] {
  if (sparsity === 0) return undefined;
  const expected = nonZeroAt(topology, sparsity);
  return (cell) => {
    if (cell.weightBits === 1) return {};
    const nonZero = counted(cell);
    return nonZero ? { nonZero, counted: true } : { nonZero: expected };
  };
}
