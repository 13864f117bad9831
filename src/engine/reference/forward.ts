import { type ImageSet, sliceImages } from '../../core/datasets/dataset';
import { activationQuantizer } from '../../core/network/fold';
import { maxPool, slidingWindows } from '../../core/network/infer';
import { BATCH_NORM, type StageParameters } from '../../core/network/parameters';
import { classCount, stagesOf } from '../../core/network/topology';
import { quantize, weightQuantizer } from '../../core/quantizers/quantizer';
import { pixelValues } from '../batches';
import type { FloatForward, FloatNetwork } from '../trainer';
import { multiply } from './product';

/** Images that go through the network together: the windows of a convolution take megabytes for each. */
const BLOCK = 50;

/** The float path in plain TypeScript; see `Engine.forward`. */
export function referenceForward(network: FloatNetwork): FloatForward {
  const outputs = floatOutputs(network);
  const classes = classCount(network.topology);
  return (images) => {
    const scores = new Float32Array(images.count * classes);
    for (let from = 0; from < images.count; from += BLOCK) {
      const to = Math.min(from + BLOCK, images.count);
      scores.set(outputs(sliceImages(images, from, to)).at(-1)!, from * classes);
    }
    return scores;
  };
}

/**
 * What each stage gives for images, as real values in float32: activations after the max-pool,
 * [count][height][width][channels], and of the last stage the scores. Products are summed in float64, in which they
 * are exact: what rounds is BatchNorm.
 */
export function floatOutputs({ topology, precision, parameters }: FloatNetwork) {
  const weight = weightQuantizer(precision.weightBits);
  const activation = activationQuantizer(topology, precision.activationBits);
  const values = pixelValues(precision.inputBits);
  const stages = stagesOf(topology);
  const weights = parameters.map((p) => Float64Array.from(p.weights, (w) => quantize(weight, w)));
  return (images: ImageSet): Float64Array[] => {
    let x: Float64Array = Float64Array.from(images.pixels, (pixel) => values[pixel]);
    return stages.map((stage, i) => {
      const { fanIn, units, vectors, last, pool } = stage;
      const windows = stage.kind === 'conv' ? slidingWindows(stage, x, images.count) : x;
      const z = multiply(windows, weights[i], images.count * vectors, fanIn, units);
      const y = normalized(parameters[i], z);
      if (last) return y;
      const activations = y.map((value) => quantize(activation, value));
      x = pool > 1 ? maxPool(stage, activations, images.count) : activations;
      return x;
    });
  };
}

const { fround } = Math;

/** BatchNorm with running statistics, every operation rounded to float32 as the engines' are. */
function normalized({ gamma, beta, mean, variance }: StageParameters, z: Float64Array): Float64Array {
  const scale = gamma.map(
    (g, n) => g * fround(1 / fround(Math.sqrt(fround(variance[n] + BATCH_NORM.epsilon)))),
  );
  const units = scale.length;
  return z.map((value, i) => {
    const n = i % units;
    return fround(fround(fround(fround(value) - mean[n]) * scale[n]) + beta[n]);
  });
}
