import type { IntegerStage } from '../../network/integer-network';
import type { LayerPlan } from '../plan';

/** A weight that is not zero: the input that it multiplies, and its code (-1 or 1 if bipolar). */
export interface Weight {
  input: number;
  code: number;
}

/** The weights of each neuron that are not zero, by input. */
export const neuronsOf = ({ weights, stage: { units, fanIn } }: IntegerStage): Weight[][] =>
  Array.from({ length: units }, (_, neuron) =>
    Array.from({ length: fanIn }, (_, input) => ({ input, code: weights[neuron * fanIn + input] })).filter(
      ({ code }) => code !== 0,
    ),
  );

/** Weights that share a multiplier, and cycles per image: what the estimate says. */
export const reuseFactorOf = ({ estimate }: LayerPlan): number => estimate.cycles;

/** Sum of the magnitudes of a neuron's weights. */
export const magnitude = (weights: readonly Weight[]): number =>
  weights.reduce((sum, { code }) => sum + Math.abs(code), 0);
