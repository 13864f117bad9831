import type { LayerPlan } from '../plan';
import type { PoolPlan } from '../plan/pool';
import type { WindowPlan } from '../plan/window';

/** The parameters of what stands around a layer's MVAU, as C++ structs; empty for a dense layer. */
export const mapStructs = ({ window, pool }: LayerPlan): string[] => [
  ...(window ? [windowStruct(window)] : []),
  ...(pool ? [poolStruct(pool)] : []),
];

function windowStruct({ struct, map, kernel, simd, folds, bits, whole, fill, cycles }: WindowPlan): string {
  const [rows, columns] = [map.height - kernel + 1, map.width - kernel + 1];
  return `// Windows of ${kernel} x ${kernel} pixels on a map of ${map.height} x ${map.width} x ${map.channels}; ${cycles} cycles per image.
struct ${struct} {
  static const int ROWS = ${map.height};
  static const int COLUMNS = ${map.width};
  static const int KERNEL = ${kernel};
  static const int WINDOWS = ${rows * columns};  // ${rows} x ${columns}
  static const int SIMD = ${simd};  // channels in a word of the map
  static const int FOLDS = ${folds};  // words of a pixel
  static const int BITS = ${bits};
  static const int OUT_BITS = ${whole ? 'KERNEL * KERNEL * SIMD * BITS;  // whole windows' : 'SIMD * BITS;  // a word of a window'}
${whole ? `  static const int ROW_CYCLES = ${cycles / map.height};` : `  static const int FILL = ${fill};  // words up to the end of the first window`}
};
`;
}

function poolStruct({ struct, map, pooled, size, pe, folds, bits, signed, ...pool }: PoolPlan): string {
  return `// Max-pool of ${size} x ${size} pixels: a map of ${map.height} x ${map.width} becomes ${pooled.height} x ${pooled.width}; ${pool.cycles} cycles per image.
struct ${struct} {
  static const int ROWS = ${map.height};
  static const int COLUMNS = ${map.width};
  static const int SIZE = ${size};
  static const int CELLS = ${pooled.width};  // in a row
  static const int PE = ${pe};  // channels in a word
  static const int FOLDS = ${folds};  // words of a pixel
  static const int ROW_CYCLES = ${pool.rowCycles};
  static const int BITS = ${bits};
  static const bool SIGNED = ${signed};
};
`;
}
