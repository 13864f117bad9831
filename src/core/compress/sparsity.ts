import { BitscapeError } from '../errors';

/** What competes: the weights of each layer among themselves, or those of all layers. */
export const PRUNE_SCOPES = ['layer', 'global'] as const;

/** What is set to 0: single weights, or all weights into a hidden neuron. */
export const PRUNE_STRUCTURES = ['unstructured', 'neuron'] as const;

/** `constant`: the whole amount from `begin` on. `polynomial`: rises from 0 at `begin` to the amount at `end`. */
export const PRUNE_SCHEDULES = ['constant', 'polynomial'] as const;

export type PruneScope = (typeof PRUNE_SCOPES)[number];
export type PruneStructure = (typeof PRUNE_STRUCTURES)[number];

/**
 * When weights are picked: after optimiser step `begin` (the first step is 1), every `frequency` steps from there, and
 * after step `end`. Between two picks, and after the last, a weight that is 0 stays 0.
 */
export interface PruneSchedule {
  kind: (typeof PRUNE_SCHEDULES)[number];
  begin: number;
  end: number;
  frequency: number;
}

/** Magnitude pruning during a training: the share of the weights that is held at 0. */
export interface Sparsity {
  /** 0 to 0.95. */
  amount: number;
  scope: PruneScope;
  structure: PruneStructure;
  schedule: PruneSchedule;
}

/** The largest share of zeros: paper 002's figure 2 and TensorFlow's examples end there. */
export const SPARSITY_LIMIT = 0.95;

/** What a step of the training does to the weights: nothing, keep the zeros, or pick them anew. */
export type PrunePhase = 'dense' | 'hold' | 'pick';

/** What happens after optimiser step `step` (1-based). */
export function prunePhase({ schedule: { begin, end, frequency } }: Sparsity, step: number): PrunePhase {
  if (step < begin) return 'dense';
  if (step === end || (step < end && (step - begin) % frequency === 0)) return 'pick';
  return 'hold';
}

/**
 * Share of zeros to pick after a step. The polynomial is amount (1 - (1 - t)^3), t running from 0 to 1 between `begin` and
 * `end` (Zhu and Gupta 2017, equation 1, from 0; TensorFlow's `PolynomialDecay` with its power of 3).
 */
export function amountAt({ amount, schedule: { kind, begin, end } }: Sparsity, step: number): number {
  if (kind === 'constant' || step >= end) return amount;
  const left = 1 - (step - begin) / (end - begin);
  return amount * (1 - left * left * left);
}

/**
 * Checks a sparsity and the weight width that it is for.
 * @throws BitscapeError "IllegalSparsity" that says what would be right; "BipolarSparsity" at W = 1, whose weights are
 * -1 or +1.
 */
export function checkSparsity(sparsity: Sparsity, weightBits: number): void {
  const { amount, schedule } = sparsity;
  const { begin, end, frequency } = schedule;
  const illegal = (message: string) => new BitscapeError('IllegalSparsity', message, 'sparsity');
  if (!(amount >= 0 && amount <= SPARSITY_LIMIT)) {
    throw illegal(`sparsity ${amount}: the share of zero weights must be from 0 to ${SPARSITY_LIMIT}`);
  }
  if (![begin, end, frequency].every((count) => Number.isInteger(count) && count >= 1) || end < begin) {
    throw illegal(
      `pruning from step ${begin} to ${end}, every ${frequency}: whole numbers of at least 1, the end not before the begin`,
    );
  }
  if (weightBits > 1) return;
  throw new BitscapeError(
    'BipolarSparsity',
    'weights of 1 bit are -1 or +1 and cannot be 0: prune at 2 weight bits or more',
    'sparsity',
  );
}

/** The sparsity as a part of a run's key: "p0.75:layer:unstructured:constant:1-300/100". */
export const sparsityKey = ({ amount, scope, structure, schedule }: Sparsity): string => {
  const { kind, begin, end, frequency } = schedule;
  return `p${amount}:${scope}:${structure}:${kind}:${begin}-${end}/${frequency}`;
};
