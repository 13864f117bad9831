import { type ImageSet, sliceImages } from '../core/datasets/dataset';
import { type RealNetwork, realScores } from '../core/network/float-path';
import { activationQuantizer } from '../core/network/fold';
import { argmax, classify, stageOutputs } from '../core/network/infer';
import type { IntegerNetwork } from '../core/network/integer-network';
import type { StageParameters } from '../core/network/parameters';
import { floatOutputs, referenceForward } from './reference/forward';
import type { Engine, FloatForward, FloatNetwork } from './trainer';

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
 * Compares the classes of the float path with those of the integer network, both computed by the engine if it can. The
 * float path is that of trained parameters, or of a network in reals: a fixed-point one.
 * `report` is awaited with the images done.
 */
export async function checkFloat(
  engine: Pick<Engine, 'classify' | 'forward' | 'forwardReal'>,
  network: IntegerNetwork,
  source: readonly StageParameters[] | RealNetwork,
  images: ImageSet,
  report: (done: number) => Promise<void>,
): Promise<FloatCheck> {
  const path = 'stages' in source ? realPath(engine, source) : trainedPath(engine, network, source);
  const classesOf = engine.classify ?? classify;
  const units = network.stages.at(-1)!.stage.units;
  const check: FloatCheck = { images: images.count, mismatches: 0, first: [] };
  for (let from = 0; from < images.count; from += CHUNK) {
    const part = sliceImages(images, from, Math.min(from + CHUNK, images.count));
    const classes = classesOf(network, part);
    const scores = path.forward(part);
    for (const [i, integerClass] of classes.entries()) {
      const own = scores.subarray(i * units, (i + 1) * units);
      if (argmax(own) === integerClass) continue;
      check.mismatches++;
      if (check.first.length === KEPT) continue;
      const found = explained(network, path, sliceImages(part, i, i + 1), own);
      check.first.push({ image: from + i, ...found });
    }
    await report(from + part.count);
  }
  return check;
}

/** The float path as it is compared. */
interface FloatPath {
  forward: FloatForward;
  /** What each stage gives, in plain TypeScript. */
  outputs(images: ImageSet): Float64Array[];
  /** Value of one code of each hidden stage. */
  steps: readonly number[];
}

function trainedPath(
  engine: Pick<Engine, 'forward'>,
  { topology, precision, stages }: IntegerNetwork,
  parameters: readonly StageParameters[],
): FloatPath {
  const float: FloatNetwork = { topology, precision, parameters };
  const { step } = activationQuantizer(topology, precision.activationBits);
  return {
    forward: (engine.forward ?? referenceForward)(float),
    outputs: (images) => floatOutputs(float)(images),
    steps: stages.map(() => step),
  };
}

function realPath(engine: Pick<Engine, 'forwardReal'>, real: RealNetwork): FloatPath {
  return {
    forward: engine.forwardReal?.(real) ?? ((images) => Float32Array.from(realScores(real, images))),
    outputs(images) {
      const hidden: Float64Array[] = [];
      const scores = realScores(real, images, (_, values) => hidden.push(values));
      return [...hidden, scores];
    },
    steps: real.stages.map(({ activation }) => activation?.step ?? 1),
  };
}

/** What is told of one mismatching image; `scores` are the engine's. */
function explained(
  network: IntegerNetwork,
  path: FloatPath,
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
    ...reasonOf(network, path, path.outputs(image), integers, [floatClass, integerClass]),
  };
}

/** The first stage at which the two paths part, and why. */
function reasonOf(
  { stages }: IntegerNetwork,
  { steps }: FloatPath,
  reals: readonly Float64Array[],
  integers: readonly Float64Array[],
  [floatClass, integerClass]: readonly [number, number],
): Pick<FloatMismatch, 'reason' | 'stage'> {
  const last = stages.length - 1;
  if (argmax(reals[last]) === integerClass) return { reason: 'sums', stage: null };
  const parted = stages.findIndex(
    (_, i) => i < last && reals[i].some((x, at) => x !== steps[i] * integers[i][at]),
  );
  if (parted >= 0) return { reason: 'threshold', stage: stages[parted].stage.name };
  const tie = [reals, integers].some((path) => path[last][floatClass] === path[last][integerClass]);
  return { reason: tie ? 'tie' : 'scores', stage: null };
}
