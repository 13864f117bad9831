import { biasBits, scaleBits } from '../hls/layer-header';
import type { LayerPlan, Plan } from '../plan';
import { indexBits } from './verilog';

/** Widths of a layer's Verilog where they follow from its plan. */
export interface RtlWidths {
  /** Of accumulators: at least those of a product, of which sums are made. */
  accumulator: number;
  product: number;
  /** Of a sum of SIMD products; with XNOR of a number of agreements, which counts twice. */
  dot: number;
  fold: number;
  neuronFold: number;
  /** Of one element that leaves. */
  output: number;
}

/** The widths of a layer. Sums are exact modulo the accumulator's range, so nothing wider is kept. */
export function widthsOf(layer: LayerPlan): RtlWidths {
  const { accumulatorBits, productBits, dotBits, xnor, folding, folds, neuronFolds, output } = layer;
  const accumulator = Math.max(accumulatorBits, xnor ? 0 : productBits);
  return {
    accumulator,
    product: productBits,
    dot: xnor ? Math.min(indexBits(folding.simd + 1), accumulator - 1) : Math.min(dotBits, accumulator),
    fold: indexBits(folds),
    neuronFold: indexBits(neuronFolds),
    output: output ? output.bits : accumulator,
  };
}

/** Bits of scores, of which products and biases are made. */
export function scoreBitsOf({ scoreBits, layers }: Plan): number {
  const last = layers[layers.length - 1];
  return Math.max(scoreBits, scaleBits(last), biasBits(last), widthsOf(last).accumulator);
}
