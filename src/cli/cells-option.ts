import { cells as cellsCodec } from '../core/design/codecs';
import type { Design } from '../core/design/design';
import { BitscapeError } from '../core/errors';
import { ALL_BITS, type CellPosition, cellsOf } from '../core/precision';
import type { Arguments } from './arguments';
import type { Option } from './command';

const LEGAL = 'different cells from w1a1 to w8a8, such as w6a4,w4a6,w7a7';

export const CELLS_OPTION: Option = {
  name: 'cells',
  value: '<cells>',
  help: `these cells alone, instead of --weights and --activations: ${LEGAL}`,
};

/** What a sweep trains, and its design: the rows and columns are the smallest grid that holds the cells. */
export interface ChosenCells {
  design: Design;
  cells: CellPosition[];
}

/**
 * The cells of `--cells`; without it all of the design's grid.
 * @throws BitscapeError "BadOption" or "ConflictingOptions".
 */
export function chosenCells(args: Arguments, design: Design): ChosenCells {
  const text = args.get('cells');
  if (text === undefined) return { design, cells: cellsOf(design.weights, design.activations) };
  const other = ['weights', 'activations'].find((name) => args.has(name));
  if (other) {
    throw new BitscapeError(
      'ConflictingOptions',
      `--cells names the cells themselves; give it or --${other}, not both`,
      '--cells',
    );
  }
  const cells = cellsCodec(ALL_BITS.length ** 2).parse(text);
  if (!cells || cells.length === 0) {
    throw new BitscapeError('BadOption', `--cells ${text}: it must be ${LEGAL}`, '--cells');
  }
  const weights = ALL_BITS.filter((bits) => cells.some((cell) => cell.weightBits === bits));
  const activations = ALL_BITS.filter((bits) => cells.some((cell) => cell.activationBits === bits));
  return { design: { ...design, weights, activations }, cells: [...cells] };
}
