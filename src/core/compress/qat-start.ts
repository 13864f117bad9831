import { activationQuantizer } from '../network/fold';
import type { StageParameters } from '../network/parameters';
import type { Topology } from '../network/topology';
import { type Quantizer, weightQuantizer } from '../quantizers/quantizer';
import { rangeOf } from './calibration';

/**
 * Float parameters rescaled for a training at other widths, the function unchanged but for BatchNorm's epsilon: the
 * quantizers of training have fixed steps, so weights and activations move into their ranges instead. Each layer's
 * weights are multiplied so that the range of least squared error ends at the weight quantizer's limit, and
 * BatchNorm's statistics with them; after a ReLU, scale and shift likewise, and the next layer's statistics.
 * `activations` are those of `calibrate`.
 */
export function qatStart(
  topology: Topology,
  { weightBits, activationBits }: { weightBits: number; activationBits: number },
  parameters: readonly StageParameters[],
  activations: readonly Float32Array[],
): StageParameters[] {
  const weight = weightQuantizer(weightBits);
  const activation = activationQuantizer(topology, activationBits);
  const into = activations.map((values) => (topology.activation === 'relu' ? gain(values, activation) : 1));
  return parameters.map((p, i) => {
    const weightGain = weight.bipolar ? 1 : gain(p.weights, weight);
    const sums = weightGain * (into[i - 1] ?? 1);
    const outputs = into[i] ?? 1;
    return {
      weights: p.weights.map((w) => w * weightGain),
      gamma: p.gamma.map((g) => g * outputs),
      beta: p.beta.map((b) => b * outputs),
      mean: p.mean.map((m) => m * sums),
      variance: p.variance.map((v) => v * sums ** 2),
    };
  });
}

/** What brings the range of least squared error to the quantizer's limit. */
function gain(values: Float32Array, { bits, minCode, passHigh }: Quantizer): number {
  const scheme = minCode < 0 ? 'symmetric' : 'asymmetric';
  const { low, high } = rangeOf(values, 'mse', { bits: Math.max(2, bits), scheme, percentile: 100 });
  const reach = Math.max(-low, high);
  return reach > 0 ? passHigh / reach : 1;
}
