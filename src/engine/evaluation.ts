import { type Dataset, type ImageSet, sliceImages } from '../core/datasets/dataset';
import { accuracy, argmax, classify } from '../core/network/infer';
import type { StageParameters } from '../core/network/parameters';
import { classCount } from '../core/network/topology';
import { isFloat } from '../core/precision';
import type { EpochResult } from './checkpoint';
import { foldedOf } from './folded';
import type { Pace } from './pace';
import type { Recipe } from './recipe';
import { referenceForward } from './reference/forward';
import type { RunProgress } from './run-options';
import type { Engine } from './trainer';

/** Images evaluated between two chances to report, pause or cancel. */
const CHUNK = 250;

/** Classes of images. */
export type Classes = (images: ImageSet) => Uint8Array;

/**
 * Classes of trained parameters: by the integer network, or where a width is float by the float path; computed by the
 * engine if it can.
 */
export function classifierOf(
  engine: Pick<Engine, 'classify' | 'forward'>,
  recipe: Pick<Recipe, 'topology' | 'precision' | 'fixed'>,
  parameters: readonly StageParameters[],
): Classes {
  const { topology, precision } = recipe;
  if (!isFloat(precision)) {
    const network = foldedOf(recipe, parameters);
    const classesOf = engine.classify ?? classify;
    return (images) => classesOf(network, images);
  }
  const forward = (engine.forward ?? referenceForward)({ topology, precision, parameters });
  const units = classCount(topology);
  return (images) => {
    const scores = forward(images);
    return Uint8Array.from({ length: images.count }, (_, i) =>
      argmax(scores.subarray(i * units, (i + 1) * units)),
    );
  };
}

/** Accuracy on the whole validation and test sets; `report` is what stays the same meanwhile. */
export async function evaluate(
  classesOf: Classes,
  data: Dataset,
  report: Omit<RunProgress, 'step' | 'steps'>,
  pace: Pace,
): Promise<Omit<EpochResult, 'loss'>> {
  const steps = data.validation.count + data.test.count;
  const accuracyOf = async (images: ImageSet, before: number) => {
    const classes = new Uint8Array(images.count);
    for (let from = 0; from < images.count; from += CHUNK) {
      const to = Math.min(from + CHUNK, images.count);
      classes.set(classesOf(sliceImages(images, from, to)), from);
      await pace.report(() => ({ ...report, step: before + to, steps }));
    }
    return accuracy(classes, images.labels);
  };
  const validation = await accuracyOf(data.validation, 0);
  return { validation, test: await accuracyOf(data.test, data.validation.count) };
}
