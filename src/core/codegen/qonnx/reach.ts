import { stageInputQuantizer } from '../../network/fold';
import type { IntegerNetwork, IntegerStage } from '../../network/integer-network';

/** Every integer up to this magnitude is a float32. */
export const FLOAT32_INTEGERS = 2 ** 24;

/** Lowest and highest code that a stage reads. */
export interface CodeRange {
  low: number;
  high: number;
}

/** What a stage of a network reads. */
export function inputRange({ topology, precision }: IntegerNetwork, index: number): CodeRange {
  const { minCode, maxCode } = stageInputQuantizer(topology, precision, index);
  return { low: minCode, high: maxCode };
}

/**
 * Largest magnitude of a stage's accumulators, and of every sum of some of their products, for codes of a range
 * that holds 0 or is symmetric.
 */
export function accumulatorReach({ stage, weights }: IntegerStage, { low, high }: CodeRange): number {
  let reach = 0;
  for (let n = 0; n < stage.units; n++) {
    let least = 0;
    let most = 0;
    for (let i = n * stage.fanIn; i < (n + 1) * stage.fanIn; i++) {
      const one = weights[i] * low;
      const other = weights[i] * high;
      least += Math.min(one, other);
      most += Math.max(one, other);
    }
    reach = Math.max(reach, most, -least);
  }
  return reach;
}

/** A stage whose accumulators float32 cannot hold exactly. */
export interface WideStage {
  name: string;
  reach: number;
}

/**
 * The first stage whose accumulators float32 cannot hold exactly, or null. A file whose tensors are floats would not
 * compute the integer network then. `rangeOf` gives the codes that a stage reads in that file.
 */
export function wideStage(network: IntegerNetwork, rangeOf = inputRange): WideStage | null {
  for (const [i, stage] of network.stages.entries()) {
    const reach = accumulatorReach(stage, rangeOf(network, i));
    if (reach >= FLOAT32_INTEGERS) return { name: stage.stage.name, reach };
  }
  return null;
}
