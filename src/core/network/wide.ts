import type { ImageSet } from '../datasets/dataset';
import { BitscapeError, messageOf } from '../errors';
import { type CellPosition, isFloat, type Precision } from '../precision';
import { levelToCode, thresholdCount, weightQuantizer } from '../quantizers/quantizer';
import { product, weightColumns } from './float-path';
import {
  accumulatorLimit,
  activationQuantizer,
  assertFinite,
  assertHeld,
  BIAS_LIMIT,
  foldNetwork,
  levelOf,
  normalized,
  SCALE_LIMIT,
  scoreLines,
  scoreScale,
  stageInputQuantizer,
  weightCodes,
} from './fold';
import { argmax, maxPool, pixelCodes, slidingWindows } from './infer';
import type { IntegerNetwork, IntegerStage } from './integer-network';
import type { StageParameters } from './parameters';
import { type Stage, shapeSize, stagesOf, type Topology } from './topology';

/**
 * A stage of a network whose sums or thresholds are beyond what `IntegerStage` holds: the same codes and sums, up to
 * 2^52, and the activation found from the sum rather than by comparing it with thresholds.
 */
export interface WideStage extends Pick<IntegerStage, 'stage' | 'scale' | 'accumulatorLimit'> {
  /** Weight codes, [units][fanIn]. */
  weights: Int16Array;
  /** Activation code of a unit whose sum is `acc`: never falls, or never rises, with it. null for the last stage. */
  codeOf: ((unit: number, acc: number) => number) | null;
  /** Last stage only, [units]: integers. */
  bias: Float64Array;
}

/** A quantized network at widths to 16 bits, in software only: exact integers, no export. */
export interface WideNetwork {
  topology: Topology;
  precision: Precision;
  stages: WideStage[];
}

/** Largest integer up to which float64 holds all. */
const EXACT = 2 ** 53;

/** The least largest scale of a class: less would round scores to nothing. */
const LEAST_SCALE = 2 ** 8;

/** The network of trained parameters. @throws BitscapeError "NotFinite" or "AccumulatorTooWide". */
export function wideNetwork(
  topology: Topology,
  precision: Precision,
  parameters: readonly StageParameters[],
): WideNetwork {
  const activation = activationQuantizer(topology, precision.activationBits);
  const stages = stagesOf(topology).map((stage, index): WideStage => {
    const p = parameters[index];
    assertFinite(p, stage.name);
    const input = stageInputQuantizer(topology, precision, index);
    const weights = weightCodes(stage, precision.weightBits, p.weights);
    const unitStep = weightQuantizer(precision.weightBits).step * input.step;
    const limit = accumulatorLimit(weights, stage, Math.max(input.maxCode, -input.minCode));
    const codeOf = (unit: number, acc: number): number =>
      levelToCode(activation, levelOf(activation, normalized(p, unit, unitStep, acc)));
    return wideStage(stage, weights, limit, stage.last ? scoreLines(p, stage, unitStep) : codeOf);
  });
  return { topology, precision, stages };
}

/**
 * A stage with the slopes and offsets of its scores, or with the activation of a hidden one. Wide sums take a bias of more
 * than 32 bits beside them, else their scale would round to 0, and a scale that keeps the scores exact.
 * @throws BitscapeError "AccumulatorTooWide".
 */
export function wideStage(
  stage: Stage,
  weights: Int16Array,
  limit: number,
  output: readonly [slope: number[], offset: number[]] | NonNullable<WideStage['codeOf']>,
): WideStage {
  const hidden = typeof output === 'function';
  const room = Math.min(SCALE_LIMIT, Math.floor(EXACT / 2 / limit));
  if (room < (hidden ? 1 : LEAST_SCALE)) {
    throw new BitscapeError(
      'AccumulatorTooWide',
      `the sums of ${stage.name} reach ${limit}; software is exact to 2^52${hidden ? '' : ' with their scale'}: use fewer ` +
        'weight or activation bits',
      stage.name,
    );
  }
  const [slope, offset] = hidden ? [[], []] : output;
  const common = scoreScale(slope, offset, room, limit > BIAS_LIMIT ? EXACT / 2 : BIAS_LIMIT);
  return {
    stage,
    weights,
    codeOf: hidden ? output : null,
    scale: Int16Array.from(slope, (s) => Math.round(s * common)),
    bias: Float64Array.from(offset, (b) => Math.round(b * common)),
    accumulatorLimit: limit,
  };
}

/** The integer network; or where its sums or thresholds are too many, the wide one and the reason in words. */
export type Folded = { integer: IntegerNetwork } | { integer: null; wide: WideNetwork; reason: string };

/** What trained parameters fold into. @throws BitscapeError of `foldNetwork`, but "AccumulatorTooWide" only beyond 2^52. */
export const foldOrWide = (
  topology: Topology,
  precision: Precision,
  parameters: readonly StageParameters[],
): Folded => {
  const integer = () => foldNetwork(topology, precision, parameters);
  return isNarrow(precision)
    ? { integer: integer() }
    : integerOrWide(integer, () => wideNetwork(topology, precision, parameters));
};

/** Whether no network of these widths is refused for its size, 4096 products of 16 bits having 28; float is another refusal. */
export const isNarrow = (position: CellPosition): boolean =>
  Math.max(position.weightBits, position.activationBits) <= 8 || isFloat(position);

/**
 * The integer network of `integer`; that of `wide` where it is refused for its size, which is seen before its thresholds are
 * made.
 */
export function integerOrWide(integer: () => IntegerNetwork, wide: () => WideNetwork): Folded {
  const made = wide();
  const reason = refusalOf(made);
  if (reason !== null) return { integer: null, wide: made, reason };
  try {
    return { integer: integer() };
  } catch (error) {
    if (!(error instanceof BitscapeError) || !TOO_LARGE.includes(error.name)) throw error;
    return { integer: null, wide: made, reason: error.message };
  }
}

const TOO_LARGE: readonly string[] = ['AccumulatorTooWide', 'TooManyThresholds'];

/** Why a network is beyond what the integer network holds, in words; null if it is not. */
function refusalOf({ topology, precision, stages }: WideNetwork): string | null {
  const thresholds = thresholdCount(activationQuantizer(topology, precision.activationBits));
  try {
    for (const { stage, accumulatorLimit: limit } of stages)
      assertHeld(stage, limit, stage.last ? 0 : thresholds);
    return null;
  } catch (error) {
    return messageOf(error);
  }
}

/** Images that go through the network together. */
const BLOCK = 32;

/** Scores of every class for every image, [count][classes]; exact integers in float64. */
export function wideScores({ topology, precision, stages }: WideNetwork, images: ImageSet): Float64Array {
  const size = shapeSize(topology.input);
  const units = stages[stages.length - 1].stage.units;
  const layers = stages.map((s) => ({
    ...s,
    columns: weightColumns(s.stage, (i, n) => s.weights[n * s.stage.fanIn + i]),
  }));
  const all = new Float64Array(images.count * units);
  for (let from = 0; from < images.count; from += BLOCK) {
    const count = Math.min(BLOCK, images.count - from);
    let x = pixelCodes(precision.inputBits, images.pixels.subarray(from * size, (from + count) * size));
    for (const layer of layers) x = forward(layer, layer.columns, x, count);
    all.set(x, from * units);
  }
  return all;
}

function forward(
  { stage, codeOf, scale, bias }: WideStage,
  columns: Float64Array,
  x: Float64Array,
  count: number,
) {
  const rows = stage.kind === 'conv' ? slidingWindows(stage, x, count) : x;
  const y = product(rows, columns, count * stage.vectors, stage);
  for (let i = 0; i < y.length; i++) {
    const n = i % stage.units;
    y[i] = codeOf ? codeOf(n, y[i]) : scale[n] * y[i] + bias[n];
  }
  return stage.pool > 1 ? maxPool(stage, y, count) : y;
}

/** Classes that the network gives; the lowest class wins a tie. */
export function classifyWide(network: WideNetwork, images: ImageSet): Uint8Array {
  const units = network.stages[network.stages.length - 1].stage.units;
  const scores = wideScores(network, images);
  return Uint8Array.from({ length: images.count }, (_, i) =>
    argmax(scores.subarray(i * units, (i + 1) * units)),
  );
}
