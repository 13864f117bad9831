import { type Dataset, type ImageSet, sliceImages } from '../core/datasets/dataset';
import { accuracy, classify } from '../core/network/infer';
import type { IntegerNetwork } from '../core/network/integer-network';
import type { EpochResult } from './checkpoint';
import type { Pace } from './pace';
import type { RunProgress } from './run-options';
import type { Engine } from './trainer';

/** Images evaluated between two chances to report, pause or cancel. */
const CHUNK = 250;

/**
 * The integer network's accuracy on the whole validation and test sets, classified by the engine if it can;
 * `report` is what stays the same meanwhile.
 */
export async function evaluate(
  engine: Pick<Engine, 'classify'>,
  network: IntegerNetwork,
  data: Dataset,
  report: Omit<RunProgress, 'step' | 'steps'>,
  pace: Pace,
): Promise<Omit<EpochResult, 'loss'>> {
  const classesOf = engine.classify ?? classify;
  const steps = data.validation.count + data.test.count;
  const accuracyOf = async (images: ImageSet, before: number) => {
    const classes = new Uint8Array(images.count);
    for (let from = 0; from < images.count; from += CHUNK) {
      const to = Math.min(from + CHUNK, images.count);
      classes.set(classesOf(network, sliceImages(images, from, to)), from);
      await pace.report(() => ({ ...report, step: before + to, steps }));
    }
    return accuracy(classes, images.labels);
  };
  const validation = await accuracyOf(data.validation, 0);
  return { validation, test: await accuracyOf(data.test, data.validation.count) };
}
