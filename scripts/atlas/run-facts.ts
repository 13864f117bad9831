import type { AtlasRun } from '../../src/core/atlas/atlas';
import { ALL_BITS, type CellPosition, cellKey } from '../../src/core/precision';
import { mean } from '../../src/core/space/mean';

/** Which axis of the grid a figure goes along. */
export type Axis = 'weightBits' | 'activationBits';

/** What the tables of docs/reproduction.md read of a run: accuracies 0..1 on the test set, the mean of its seeds. */
export interface RunFacts {
  id: string;
  network: string;
  epochs: number;
  images: number;
  /** The seeds that trained every cell that the run is meant to hold. */
  seeds: readonly number[];
  cells: readonly CellPosition[];
  /** Rows and columns of which every crossing was trained. */
  grid: Readonly<Record<Axis, readonly number[]>>;
  /** After the last epoch, or after the given one (from 1); of all seeds, or of the given ones. */
  accuracy(cell: CellPosition, options?: { epoch?: number; seeds?: readonly number[] }): number;
}

/** The facts of a run, null while no seed has trained all `wanted` cells. */
export function factsOf({ id, terms, images, cells }: AtlasRun, wanted: number): RunFacts | null {
  const all = [...new Set(cells.flatMap(({ runs }) => runs.map((run) => run.seed)))];
  const trained = (seed: number) => cells.filter(({ runs }) => runs.some((run) => run.seed === seed));
  const seeds = all.filter((seed) => trained(seed).length >= wanted).sort((a, b) => a - b);
  if (seeds.length === 0) return null;
  const byKey = new Map(cells.map((cell) => [cellKey(cell), cell]));
  return {
    id,
    network: terms.network,
    epochs: terms.epochs,
    images: images.test,
    seeds,
    cells: cells.map(({ weightBits, activationBits }) => ({ weightBits, activationBits })),
    grid: wholeGrid(cells),
    accuracy(at, { epoch = terms.epochs, seeds: chosen = seeds } = {}) {
      const { runs } = byKey.get(cellKey(at)) ?? missing(id, at);
      return mean(runs.filter(({ seed }) => chosen.includes(seed)).map(({ test }) => test[epoch - 1]));
    },
  };
}

/** The rows and columns left when, while a crossing is missing, the line that lacks the most is dropped. */
export function wholeGrid(cells: readonly CellPosition[]): Record<Axis, number[]> {
  const keys = new Set(cells.map(cellKey));
  const lines = (['weightBits', 'activationBits'] as const).flatMap((axis) =>
    ALL_BITS.map((bits) => ({ axis, bits })),
  );
  let kept = lines.filter(({ axis, bits }) => cells.some((cell) => cell[axis] === bits));
  const widths = (axis: Axis) => kept.filter((line) => line.axis === axis).map(({ bits }) => bits);
  for (;;) {
    const [weights, activations] = [widths('weightBits'), widths('activationBits')];
    const lacking = kept.map(({ axis, bits }) => {
      const across = axis === 'weightBits' ? activations : weights;
      return across.filter((other) => !keys.has(cellKey(crossing(axis, bits, other)))).length / across.length;
    });
    const most = Math.max(0, ...lacking);
    if (most === 0) return { weightBits: weights, activationBits: activations };
    const dropped = lacking.lastIndexOf(most);
    kept = kept.filter((_, i) => i !== dropped);
  }
}

/** The cell with `bits` on the axis and `other` across. */
export const crossing = (axis: Axis, bits: number, other: number): CellPosition =>
  axis === 'weightBits'
    ? { weightBits: bits, activationBits: other }
    : { weightBits: other, activationBits: bits };

/** Mean accuracy of each width along an axis, over all widths across. */
export const alongAxis = ({ grid, accuracy }: RunFacts, axis: Axis): { bits: number; accuracy: number }[] =>
  grid[axis].map((bits) => ({
    bits,
    accuracy: mean(
      grid[axis === 'weightBits' ? 'activationBits' : 'weightBits'].map((other) =>
        accuracy(crossing(axis, bits, other)),
      ),
    ),
  }));

/** Difference of the best and the worst cell, with the options of `RunFacts.accuracy`. */
export function gapOf(facts: RunFacts, options?: Parameters<RunFacts['accuracy']>[1]): number {
  const all = facts.cells.map((cell) => facts.accuracy(cell, options));
  return Math.max(...all) - Math.min(...all);
}

function missing(id: string, at: CellPosition): never {
  throw new RangeError(`${id} has no cell ${cellKey(at)}`);
}
