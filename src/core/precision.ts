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

/** The smallest and largest bit-width of either axis of the grid. */
export const BIT_RANGE = { min: 1, max: 8 } as const;

/** 1..8 in order: the rows (W) and the columns (A) of the grid. */
export const ALL_BITS: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8];

/** Short name of a cell, as the paper writes it: "W3 A3". */
export const cellName = ({ weightBits, activationBits }: CellPosition): string =>
  `W${weightBits} A${activationBits}`;

/** Key of a cell, for maps and links: "w3a3". */
export const cellKey = ({ weightBits, activationBits }: CellPosition): string =>
  `w${weightBits}a${activationBits}`;

/** The cells of a sub-grid, W down, A across. */
export const cellsOf = (weights: readonly number[], activations: readonly number[]): CellPosition[] =>
  weights.flatMap((weightBits) => activations.map((activationBits) => ({ weightBits, activationBits })));
