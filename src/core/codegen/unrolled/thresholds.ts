import type { IntegerStage } from '../../network/integer-network';

/** The thresholds of a neuron, ascending, in [-limit, limit + 1] where the ends mean "always" and "never". */
export function thresholdRow(
  { thresholds, thresholdCount, accumulatorLimit }: IntegerStage,
  neuron: number,
): number[] {
  const row = thresholds.subarray(neuron * thresholdCount, (neuron + 1) * thresholdCount);
  return Array.from(row, (t) => Math.min(Math.max(t, -accumulatorLimit), accumulatorLimit + 1));
}
