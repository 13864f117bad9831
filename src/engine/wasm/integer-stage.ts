import type { IntegerStage } from '../../core/network/integer-network';
import { pooledShape, shapeSize } from '../../core/network/topology';
import { levelToCode, type Quantizer } from '../../core/quantizers/quantizer';
import type { Arena } from './arena';

/** Outputs of a panel of packed weights: `kernels/integer.ts`. */
const PANEL = 8;

/** Up to this many thresholds are all compared; among more the level is searched. */
const COMPARED = 16;

/** A stage of the integer network in memory. */
export interface StageBlocks {
  source: IntegerStage;
  /** Pairs of inputs per row of the product, panels of outputs, and the width of its result. */
  pairs: number;
  panels: number;
  stride: number;
  /** Rows must be gathered from the input: a convolution, or a dense stage of odd width. */
  gathers: boolean;
  compares: boolean;
  weights: number;
  thresholds: number;
  slopes: number;
  scale: number;
  bias: number;
  /** Rows of one image (or of the block, if they need no gathering), their products, the codes before the pool. */
  rows: number;
  accumulators: number;
  codes: number;
  /** Codes of the block after the stage. */
  output: number;
}

/** Reserves the memory of a stage, for blocks of `images` images. */
export function stageBlocks(arena: Arena, source: IntegerStage, images: number): StageBlocks {
  const { stage, thresholdCount } = source;
  const pairs = Math.ceil(stage.fanIn / 2);
  const panels = Math.ceil(stage.units / PANEL);
  const stride = panels * PANEL;
  const gathers = stage.kind === 'conv' || stage.fanIn % 2 === 1;
  const compares = thresholdCount <= COMPARED;
  const rows = gathers ? stage.vectors : images;
  return {
    source,
    pairs,
    panels,
    stride,
    gathers,
    compares,
    weights: arena.floats(pairs * stride),
    thresholds: arena.floats(thresholdCount * stride),
    slopes: arena.floats(stride),
    scale: arena.floats(stride),
    bias: arena.floats(stride),
    rows: arena.floats(rows * pairs),
    accumulators: arena.floats(rows * stride),
    codes: arena.bytes(2 * rows * stride),
    output: arena.bytes(2 * images * shapeSize(pooledShape(stage))),
  };
}

/** Writes what a stage is made of. */
export function writeStage(buffer: ArrayBuffer, blocks: StageBlocks): void {
  const { source, stride, pairs } = blocks;
  const { stage, weights, scale, bias } = source;
  const { units, fanIn } = stage;
  const packed = new Int16Array(buffer, blocks.weights, 2 * pairs * stride).fill(0);
  for (let n = 0; n < units; n++) {
    const panel = Math.floor(n / PANEL) * PANEL * 2 * pairs + 2 * (n % PANEL);
    for (let i = 0; i < fanIn; i++) packed[panel + (i >> 1) * 2 * PANEL + (i & 1)] = weights[n * fanIn + i];
  }
  writeThresholds(buffer, blocks);
  new Int32Array(buffer, blocks.scale, stride).set(scale);
  new Int32Array(buffer, blocks.bias, stride).set(bias);
}

function writeThresholds(buffer: ArrayBuffer, blocks: StageBlocks): void {
  const { source, stride, compares } = blocks;
  const { stage, thresholds, thresholdCount: count } = source;
  const table = new Int32Array(buffer, blocks.thresholds, count * stride);
  const slopes = new Float32Array(buffer, blocks.slopes, stride);
  for (let n = 0; n < stage.units; n++) {
    const own = thresholds.subarray(n * count, (n + 1) * count);
    own.forEach((threshold, t) => {
      table[compares ? t * stride + n : n * count + t] = threshold;
    });
    slopes[n] = count > 1 ? (count - 1) / Math.max(1, own[count - 1] - own[0]) : 0;
  }
}

/** Code of level 0, and what each level adds. */
export const codeSteps = (q: Quantizer): [low: number, step: number] => [
  levelToCode(q, 0),
  levelToCode(q, 1) - levelToCode(q, 0),
];
