import { affineCode } from '../../../network/affine/affine';
import type { LayerPlan } from '../../plan';
import { SUM_GROUP } from '../../rtl/modules/sum-tree';
import { indexBits } from '../../rtl/verilog';
import { widthsOf } from '../../rtl/widths';
import { thresholdRow } from '../thresholds';
import { magnitude, neuronsOf, reuseFactorOf, type Weight } from '../weights';
import { scaledOf } from './digits';
import { lineLevels } from './lines';
import { levelsOf } from './sum';

/** A neuron in hardware. */
export interface Neuron {
  index: number;
  weights: readonly Weight[];
  /** Range of its sum. */
  low: number;
  high: number;
  /** Of a hidden layer: the level that every sum reaches; with thresholds those between, and how many no sum reaches. */
  always: number;
  thresholds: readonly number[];
  never: number;
  /** Whether its output is the same for all inputs. */
  constant: boolean;
}

/** How a layer's Verilog is built. */
export interface LayerShape {
  layer: LayerPlan;
  /** Cycles per image; 1 where no neuron takes a sum. */
  reuse: number;
  neurons: readonly Neuron[];
  /**
   * With bipolar inputs a sum counts, for each input that agrees with the sign of its weight, the weight's magnitude:
   * then accumulator = 2 sum - (sum of magnitudes). Else the sum is the accumulator.
   */
  halved: boolean;
  /** Inputs that are multiplied: odd parts of weights above 1 take adders, and then all inputs a register. */
  multiplies: boolean;
  /** Bits of an accumulator that leaves the last layer. */
  accumulatorBits: number;
  /** Most products of a neuron at once. */
  lanes: number;
  /** Levels of the sum; steps from the input to the sum, and to the output. */
  levels: number;
  sumSteps: number;
  /** Levels of the sum of a line, where the layer has lines; steps from the sum to the output. */
  lineLevels: number;
  afterSum: number;
  steps: number;
}

/** Levels of `sum_tree.v`. */
export function groupLevels(terms: number): number {
  let levels = 0;
  for (let left = terms; left > 1; left = Math.ceil(left / SUM_GROUP)) levels++;
  return levels;
}

/** Decides how a layer's Verilog is built. */
export function shapeOf(layer: LayerPlan): LayerShape {
  const { integer, xnor, input, output, weight } = layer;
  const weights = neuronsOf(integer);
  const idle = weights.every((own, index) => neuronOf(layer, own, index, false).constant);
  const reuse = idle ? 1 : reuseFactorOf(layer);
  const halved = input.bipolar && (reuse === 1 || xnor);
  const neurons = weights.map((own, index) => neuronOf(layer, own, index, halved));
  const built = neurons.filter(({ constant }) => !constant);
  const most = built.reduce((most, { weights }) => Math.max(most, weights.length), 0);
  const lanes = Math.ceil(most / reuse);
  const odd = built.some(({ weights }) => weights.some(({ code }) => scaledOf(Math.abs(code)).odd > 1));
  const multiplies = reuse === 1 ? !input.bipolar && odd : !weight.bipolar && !input.bipolar;
  const levels = reuse > 1 || xnor ? groupLevels(lanes) : Math.max(levelsOf(lanes), output ? 0 : 1);
  const sumSteps = levels + Number(multiplies) + (reuse > 1 ? SHARING_STEPS : 0);
  const { lines } = layer.activation;
  const ofLine = lines ? lineLevels(lines, built, halved) : 0;
  const ofThresholds = output ? 1 + groupLevels(integer.thresholdCount) : Number(halved);
  const afterSum = lines ? ofLine + 1 : ofThresholds;
  return {
    layer,
    reuse,
    neurons,
    halved,
    multiplies,
    accumulatorBits: widthsOf(layer).accumulator,
    lanes,
    levels,
    sumSteps,
    lineLevels: ofLine,
    afterSum,
    steps: sumSteps + afterSum,
  };
}

/** Steps that reuse adds: the vector is kept, a phase's pair chosen, its products accumulated. */
const SHARING_STEPS = 3;

function neuronOf(layer: LayerPlan, weights: readonly Weight[], index: number, halved: boolean): Neuron {
  const { integer, input, output } = layer;
  const { lines } = integer;
  const total = magnitude(weights);
  const ends = weights.map(({ code }) => [code * input.minCode, code * input.maxCode]);
  const low = halved ? 0 : ends.reduce((sum, pair) => sum + Math.min(...pair), 0);
  const high = halved ? total : ends.reduce((sum, pair) => sum + Math.max(...pair), 0);
  const row = thresholdRow(integer, index).map((t) => (halved ? Math.ceil((t + total) / 2) : t));
  const levelAt = (sum: number): number =>
    lines
      ? affineCode(lines, index, halved ? 2 * sum - total : sum) - lines.minCode
      : row.filter((t) => t <= sum).length;
  const always = levelAt(low);
  return {
    index,
    weights,
    low,
    high,
    always,
    thresholds: row.filter((t) => t > low && t <= high),
    never: row.filter((t) => t > high).length,
    constant: output ? levelAt(high) === always : weights.length === 0,
  };
}

/** Bits of the phase counter. */
export const phaseBits = ({ reuse }: LayerShape): number => indexBits(reuse);
