import type { QuantizedNetwork } from '../../core/compress/ptq';
import { type Dataset, type ImageSet, sliceImages } from '../../core/datasets/dataset';
import { type RealNetwork, realScores } from '../../core/network/float-path';
import { accuracy, argmax, classify } from '../../core/network/infer';
import type { IntegerNetwork } from '../../core/network/integer-network';
import { breathe } from '../breathe';
import type { Classes } from '../evaluation';
import type { Engine } from '../trainer';
import type { Accuracies } from './result';

/** Images between two chances for others to run. */
const CHUNK = 500;

/** Classes by the integer network, on the engine if it can. */
export const integerClasses = (engine: Engine, network: IntegerNetwork): Classes => {
  const classesOf = engine.classify ?? classify;
  return (images) => classesOf(network, images);
};

/** Classes by the float path of float and quantized layers, on the engine if it can. */
export function realClasses(engine: Engine, network: RealNetwork | QuantizedNetwork): Classes {
  const units = network.stages[network.stages.length - 1].stage.units;
  const dynamic = network.stages.some((s) => s.dynamic);
  const fast = dynamic ? undefined : engine.forwardReal?.(network);
  return (images) => {
    const scores = fast ? fast(images) : realScores(network, images);
    return Uint8Array.from({ length: images.count }, (_, i) =>
      argmax(scores.subarray(i * units, (i + 1) * units)),
    );
  };
}

/** Accuracy on validation and test, and the seconds that the test set took. */
export async function measured(
  classesOf: Classes,
  data: Dataset,
  signal: AbortSignal | undefined,
): Promise<{ accuracy: Accuracies; testSeconds: number }> {
  const share = async (images: ImageSet): Promise<number> => {
    const classes = new Uint8Array(images.count);
    for (let from = 0; from < images.count; from += CHUNK) {
      classes.set(classesOf(sliceImages(images, from, Math.min(from + CHUNK, images.count))), from);
      await breathe();
      signal?.throwIfAborted();
    }
    return accuracy(classes, images.labels);
  };
  const validation = await share(data.validation);
  const start = performance.now();
  const test = await share(data.test);
  return { accuracy: { validation, test }, testSeconds: (performance.now() - start) / 1000 };
}
