import type { ImageSet } from '../datasets/dataset';
import {
  batchNormLine,
  castCode,
  type FixedChoice,
  leastInteger,
  POINTS,
  type Point,
  type PointCast,
  stageCasts,
} from '../network/fixed-point';
import { product, weightColumns } from '../network/float-path';
import { activationQuantizer } from '../network/fold';
import { pixelCodes, slidingWindows } from '../network/infer';
import type { StageParameters } from '../network/parameters';
import { type Stage, stagesOf, type Topology } from '../network/topology';
import { FLOAT_BITS, type Precision } from '../precision';
import { inputQuantizer, quantize } from '../quantizers/quantizer';

/** Places of the point that are tried: below that which holds every value, each cuts twice as much off. */
const TRIED = 7;

/** A fixed-point network: its widths, and how its parameters are coded. */
interface FixedNetworkChoice {
  topology: Topology;
  precision: Precision;
  fixed: FixedChoice;
}

/**
 * Float parameters with the binary points of least error: paper 004's baseline without training (section 4.1), and where
 * its training starts. Each layer is taken alone, with the inputs that the float network gives it; its points are swept
 * in turn, weights, multiplier, bias, activation, for the least mean squared error of the layer's output, from the place that holds
 * every value down. `activations` are those of `calibrate` for the same images.
 */
export function fixedStart(
  choice: FixedNetworkChoice,
  parameters: readonly StageParameters[],
  activations: readonly Float32Array[],
  images: ImageSet,
): StageParameters[] {
  const { inputBits } = choice.precision;
  const { step } = inputQuantizer(inputBits);
  const pixels = pixelCodes(inputBits, images.pixels).map((code) => code * step);
  return stagesOf(choice.topology).map((stage, i) => {
    const inputs = i === 0 ? pixels : Float64Array.from(activations[i - 1]);
    return { ...parameters[i], points: bestPoints(choice, stage, parameters[i], inputs, images.count) };
  });
}

function bestPoints(
  { topology, precision, fixed }: FixedNetworkChoice,
  stage: Stage,
  p: StageParameters,
  inputs: Float64Array,
  count: number,
): Float32Array {
  const { units, last } = stage;
  const points = new Float32Array(POINTS.length);
  const castAt = (point: Point, integer: number): PointCast => {
    const tried = points.with(POINTS.indexOf(point), integer);
    return stageCasts(topology, precision, fixed, tried)[point];
  };
  const widths = {
    weights: precision.weightBits,
    multiplier: fixed.parameterBits,
    bias: fixed.parameterBits,
    activation: precision.activationBits,
  };
  /** Sets the point of least error, and gives the cast there. */
  const settle = (point: Point, largest: number, errorOf: (cast: PointCast) => number): PointCast => {
    const integer = leastError(
      widths[point],
      leastInteger(fixed, widths[point]),
      largest,
      (at) => castAt(point, at),
      errorOf,
    );
    points[POINTS.indexOf(point)] = integer;
    return castAt(point, integer);
  };

  const { multiplier, bias } = batchNormLine(p);
  const rows = stage.kind === 'conv' ? slidingWindows(stage, inputs, count) : inputs;
  const sumsOf = (of: (weight: number) => number): Float64Array => {
    const columns = weightColumns(stage, (i, n) => of(p.weights[i * units + n]));
    return product(rows, columns, count * stage.vectors, stage);
  };
  const exact = sumsOf((w) => w);
  const sumsWith = (cast: PointCast) => sumsOf((w) => castCode(cast, w) * cast.step);
  const weights = settle('weights', largestOf(p.weights), (cast) =>
    squares(sumsWith(cast), (sum, at) => multiplier[at % units] * (sum - exact[at])),
  );
  const sums = sumsWith(weights);
  const power = new Float64Array(units);
  sums.forEach((sum, at) => {
    power[at % units] += sum * sum;
  });
  const error = (cast: PointCast, x: number): number => castCode(cast, x) * cast.step - x;
  const scale = settle('multiplier', largestOf(multiplier), (cast) =>
    squares(multiplier, (a, n) => error(cast, a) * Math.sqrt(power[n])),
  );
  const shift = settle('bias', largestOf(bias), (cast) => squares(bias, (b) => error(cast, b)));
  if (last) return points;
  const float = activationQuantizer(topology, FLOAT_BITS);
  const wanted = exact.map((sum, at) => quantize(float, multiplier[at % units] * sum + bias[at % units]));
  const outputs = sums.map(
    (sum, at) =>
      castCode(scale, multiplier[at % units]) * scale.step * sum +
      castCode(shift, bias[at % units]) * shift.step,
  );
  settle('activation', largestOf(wanted), (cast) =>
    squares(outputs, (y, at) => castCode(cast, y) * cast.step - wanted[at]),
  );
  return points;
}

/** Integer bits of least error from the place that holds `largest` down, the fewest of equals. */
function leastError(
  width: number,
  least: number,
  largest: number,
  castAt: (integer: number) => PointCast,
  errorOf: (cast: PointCast) => number,
): number {
  let top = least;
  while (top < width && castAt(top).maxCode * castAt(top).step < largest) top++;
  let best = { integer: top, error: Number.POSITIVE_INFINITY };
  for (let integer = Math.max(least, top - TRIED + 1); integer <= top; integer++) {
    const error = errorOf(castAt(integer));
    if (error < best.error) best = { integer, error };
  }
  return best.integer;
}

const largestOf = (values: Float32Array | Float64Array): number => {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  return largest;
};

/** Sum of the squares of what `of` makes of the values. */
function squares(values: Float64Array, of: (value: number, at: number) => number): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += of(values[at], at) ** 2;
  return sum;
}
