/** Widths in bits of a uniformly quantized network: weights W, hidden activations A, input pixels. */
export interface Precision {
  weightBits: number;
  activationBits: number;
  inputBits: number;
}

/** Bit-widths of one cell of the W x A grid. */
export interface CellPosition {
  weightBits: number;
  activationBits: number;
}

/** The width that means "not quantized": float32. */
export const FLOAT_BITS = 32;

/** Widths of weights and activations that networks are quantized to; the page's grid shows those of `BIT_RANGE`. */
export const WIDTH_RANGE = { min: 1, max: 16 } as const;

/** Whether the widths leave weights or activations in float, so that there is no integer network. */
export const isFloat = ({ weightBits, activationBits }: CellPosition): boolean =>
  weightBits === FLOAT_BITS || activationBits === FLOAT_BITS;

/** The smallest and largest bit-width of either axis of the grid. */
export const BIT_RANGE = { min: 1, max: 8 } as const;

/** 1..8 in order: the rows (W) and the columns (A) of the grid. */
export const ALL_BITS: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8];

/** Short name of a cell, as the paper writes it: "W3 A3"; a float width is "32f". */
export const cellName = ({ weightBits, activationBits }: CellPosition): string =>
  `W${widthName(weightBits)} A${widthName(activationBits)}`;

const widthName = (bits: number): string => (bits === FLOAT_BITS ? '32f' : `${bits}`);

/** Key of a cell, for maps and links: "w3a3". */
export const cellKey = ({ weightBits, activationBits }: CellPosition): string =>
  `w${weightBits}a${activationBits}`;

/** The cells of a sub-grid, W down, A across. */
export const cellsOf = (weights: readonly number[], activations: readonly number[]): CellPosition[] =>
  weights.flatMap((weightBits) => activations.map((activationBits) => ({ weightBits, activationBits })));
