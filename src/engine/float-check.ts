import { type ImageSet, sliceImages } from '../core/datasets/dataset';
import { activationQuantizer } from '../core/network/fold';
import { argmax, classify, stageOutputs } from '../core/network/infer';
import type { IntegerNetwork } from '../core/network/integer-network';
import type { StageParameters } from '../core/network/parameters';
import { floatOutputs, referenceForward } from './reference/forward';
import type { Engine, FloatNetwork } from './trainer';

/** Images compared between two chances to report, pause or cancel. */
const CHUNK = 250;

/** Mismatching images that are kept with their scores. */
const KEPT = 10;

/**
 * Why the two paths give an image different classes. `threshold`: BatchNorm, rounded to float32, lies on the other side
 * of a threshold of `stage`. `tie`: the activations are equal, and so are the scores of both classes in one of the paths, where
 * the lower class wins. `scores`: the activations are equal, the scores' scale and bias are rounded to integers. `sums`: the
 * engine's float32 sums rounded.
 */
export type MismatchReason = 'threshold' | 'tie' | 'scores' | 'sums';

/** A test image of which the float path and the integer network give different classes. */
export interface FloatMismatch {
  /** Index in the test set, and its label. */
  image: number;
  label: number;
  floatClass: number;
  integerClass: number;
  /** Scores of the float path's class and of the integer network's, in each path's own unit. */
  floatScores: [number, number];
  integerScores: [number, number];
  reason: MismatchReason;
  /** Where the paths part: "mvau1"; null if not in a hidden stage. */
  stage: string | null;
}

/** The float path of a trained network compared with its integer network on the test set. */
export interface FloatCheck {
  images: number;
  mismatches: number;
  /** The first of them, at most ten. */
  first: FloatMismatch[];
}

/**
 * Compares the classes of the float path with those of the integer network, both computed by the engine if it can.
 * `report` is awaited with the images done.
 */
export async function checkFloat(
  engine: Pick<Engine, 'classify' | 'forward'>,
  network: IntegerNetwork,
  parameters: readonly StageParameters[],
  images: ImageSet,
  report: (done: number) => Promise<void>,
): Promise<FloatCheck> {
  const { topology, precision } = network;
  const float = { topology, precision, parameters };
  const classesOf = engine.classify ?? classify;
  const forward = (engine.forward ?? referenceForward)(float);
  const units = network.stages.at(-1)!.stage.units;
  const check: FloatCheck = { images: images.count, mismatches: 0, first: [] };
  for (let from = 0; from < images.count; from += CHUNK) {
    const part = sliceImages(images, from, Math.min(from + CHUNK, images.count));
    const classes = classesOf(network, part);
    const scores = forward(part);
    for (const [i, integerClass] of classes.entries()) {
      const own = scores.subarray(i * units, (i + 1) * units);
      if (argmax(own) === integerClass) continue;
      check.mismatches++;
      if (check.first.length === KEPT) continue;
      const found = explained(network, float, sliceImages(part, i, i + 1), own);
      check.first.push({ image: from + i, ...found });
    }
    await report(from + part.count);
  }
  return check;
}

/** What is told of one mismatching image; `scores` are the engine's. */
function explained(
  network: IntegerNetwork,
  float: FloatNetwork,
  image: ImageSet,
  scores: Float32Array,
): Omit<FloatMismatch, 'image'> {
  const integers = stageOutputs(network)(image.pixels, 1);
  const last = integers.at(-1)!;
  const [floatClass, integerClass] = [argmax(scores), argmax(last)];
  return {
    label: image.labels[0],
    floatClass,
    integerClass,
    floatScores: [scores[floatClass], scores[integerClass]],
    integerScores: [last[floatClass], last[integerClass]],
    ...reasonOf(network, floatOutputs(float)(image), integers, [floatClass, integerClass]),
  };
}

/** The first stage at which the two paths part, and why. */
function reasonOf(
  { topology, precision, stages }: IntegerNetwork,
  reals: readonly Float64Array[],
  integers: readonly Float64Array[],
  [floatClass, integerClass]: readonly [number, number],
): Pick<FloatMismatch, 'reason' | 'stage'> {
  const last = stages.length - 1;
  if (argmax(reals[last]) === integerClass) return { reason: 'sums', stage: null };
  const { step } = activationQuantizer(topology, precision.activationBits);
  const parted = stages.findIndex(
    (_, i) => i < last && reals[i].some((x, at) => x !== step * integers[i][at]),
  );
  if (parted >= 0) return { reason: 'threshold', stage: stages[parted].stage.name };
  const tie = [reals, integers].some((path) => path[last][floatClass] === path[last][integerClass]);
  return { reason: tie ? 'tie' : 'scores', stage: null };
}
