import type { LayerPlan } from '../plan';

/**
 * The thresholds of a hidden layer, [PE][neuron fold][threshold]; neuron n = fold * PE + pe. Thresholds lie in
 * [-limit, limit + 1], where `limit` bounds the accumulator: the ends mean "always" and "never". A padded neuron
 * has those that make it emit code 0 (bipolar: the bit 0), so that padding contributes 0 downstream.
 */
export function thresholdRows({ integer, folding, neuronFolds, output }: LayerPlan): number[][][] {
  const { thresholds, thresholdCount, accumulatorLimit, stage } = integer;
  const zeroLevel = output?.bipolar ? 0 : -(output?.minCode ?? 0);
  const padding = Array.from({ length: thresholdCount }, (_, k) =>
    k < zeroLevel ? -accumulatorLimit : accumulatorLimit + 1,
  );
  const clamped = (t: number) => Math.min(Math.max(t, -accumulatorLimit), accumulatorLimit + 1);
  const rowOf = (n: number) =>
    n < stage.units
      ? Array.from(thresholds.subarray(n * thresholdCount, (n + 1) * thresholdCount), clamped)
      : padding;
  return Array.from({ length: folding.pe }, (_, p) =>
    Array.from({ length: neuronFolds }, (_, fold) => rowOf(fold * folding.pe + p)),
  );
}
