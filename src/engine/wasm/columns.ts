import type { StageLayout } from './layout';

/** `kernels/columns.ts`: a vector holds its units and then repeats the first ones, up to this many. */
const REPEATED = 3;

/** Writes one of the vectors of `COLUMNS` as the kernels read it; `span`: their bytes. */
export function writeColumn(
  heap: Float32Array,
  s: StageLayout,
  span: number,
  vector: number,
  of: ArrayLike<number>,
): void {
  const { units } = s.stage;
  const at = (s.columns + vector * span) / 4;
  for (let n = 0; n < units + REPEATED; n++) heap[at + n] = of[n % units];
}
