import { packPanel } from './pack';
import { multiplyTile, tileColumns, tileFor, tileRows } from './tile';

/** Block sizes: a panel of b and one of a stay in the first-level cache, a block of a in the second. */
const BLOCK_K: i32 = 256;
const BLOCK_M: i32 = 120;
const BLOCK_N: i32 = 1032;

const PACKED_A = memory.data(4 * 256 * (120 + 6), 64);
const PACKED_B = memory.data(4 * 256 * (1032 + 12), 64);
const EDGE = memory.data(4 * 6 * 12, 64);

/**
 * c [m][n] = a b, where element (i, p) of a is the float at a + 4 (i * aRow + p * aStep), element (p, j) of b
 * that at b + 4 (p * bStep + j * bColumn). One stride of each operand must be 1, so all of NN, NT and TN are
 * served. Result rows lie n floats apart.
 */
export function gemm(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  aRow: i32,
  aStep: i32,
  b: usize,
  bStep: i32,
  bColumn: i32,
  c: usize,
): void {
  const tile = tileFor(n);
  for (let j = 0; j < n; j += BLOCK_N) {
    const columns = min(BLOCK_N, n - j);
    for (let p = 0; p < k; p += BLOCK_K) {
      const steps = min(BLOCK_K, k - p);
      packPanels(
        PACKED_B,
        tileColumns(tile),
        columns,
        steps,
        b + ((p * bStep + j * bColumn) << 2),
        bColumn,
        bStep,
      );
      for (let i = 0; i < m; i += BLOCK_M) {
        const rows = min(BLOCK_M, m - i);
        packPanels(PACKED_A, tileRows(tile), rows, steps, a + ((i * aRow + p * aStep) << 2), aRow, aStep);
        multiplyBlock(tile, rows, columns, steps, c + ((i * n + j) << 2), n << 2, p > 0);
      }
    }
  }
}

function packPanels(to: usize, width: i32, lanes: i32, k: i32, from: usize, across: i32, along: i32): void {
  for (let j = 0; j < lanes; j += width) {
    packPanel(
      to + ((j * k) << 2),
      width,
      min(width, lanes - j),
      k,
      from + ((j * across) << 2),
      across,
      along,
    );
  }
}

function multiplyBlock(tile: i32, rows: i32, columns: i32, k: i32, c: usize, stride: usize, add: bool): void {
  const height = tileRows(tile);
  const width = tileColumns(tile);
  for (let j = 0; j < columns; j += width) {
    const b = PACKED_B + ((j * k) << 2);
    const wide = min(width, columns - j);
    for (let i = 0; i < rows; i += height) {
      const a = PACKED_A + ((i * k) << 2);
      const at = c + i * stride + (j << 2);
      const high = min(height, rows - i);
      if (high === height && wide === width) {
        multiplyTile(tile, k, a, b, at, stride, add);
      } else {
        multiplyTile(tile, k, a, b, EDGE, width << 2, false);
        copyEdge(at, stride, EDGE, width << 2, high, wide, add);
      }
    }
  }
}

/** Copies (or adds) the part of a tile that lies within the result. */
export function copyEdge(
  to: usize,
  toStride: usize,
  from: usize,
  fromStride: usize,
  rows: i32,
  columns: i32,
  add: bool,
): void {
  for (let i = 0; i < rows; i++) {
    for (let j: usize = 0; j < (columns as usize) << 2; j += 4) {
      const value = load<f32>(from + j);
      store<f32>(to + j, add ? value + load<f32>(to + j) : value);
    }
    to += toStride;
    from += fromStride;
  }
}
