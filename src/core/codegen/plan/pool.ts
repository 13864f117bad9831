import type { Part } from '../../hardware/around';
import { pooledShape, type Shape, type Stage } from '../../network/topology';
import type { Quantizer } from '../../quantizers/quantizer';
import { channelsInWord, rowCycles } from './words';

/** The max-pool behind a convolution, as generated. */
export interface PoolPlan {
  /** C++ type of its parameters, "Mvau1Pool". */
  struct: string;
  /** The maps that it reads and writes; rows and columns that fill no cell are dropped. */
  map: Shape;
  pooled: Shape;
  size: number;
  /** Channels in a word, and words of a pixel. */
  pe: number;
  folds: number;
  /** Codes of a channel: bits, and whether they compare as two's complement numbers. */
  bits: number;
  signed: boolean;
  /** Cycles of a row of the map, and per image. */
  rowCycles: number;
  cycles: number;
}

/** The pool that the estimate has behind a stage (among what stands before the next one); null where there is none. */
export function poolPlan(
  stage: Stage,
  struct: string,
  output: Quantizer | null,
  parts: readonly Part[],
): PoolPlan | null {
  const part = parts.find((p) => p.kind === 'pool');
  if (part?.kind !== 'pool' || !output) return null;
  const { output: map, pool: size } = stage;
  const pe = channelsInWord(map.channels, part.at.pe, output.bits);
  const folds = map.channels / pe;
  const perRow = rowCycles(map.width * folds);
  return {
    struct: `${struct}Pool`,
    map,
    pooled: pooledShape(stage),
    size,
    pe,
    folds,
    bits: output.bits,
    signed: !output.bipolar && output.minCode < 0,
    rowCycles: perRow,
    cycles: map.height * perRow,
  };
}
