import {
  checkSparsity,
  PRUNE_SCHEDULES,
  PRUNE_SCOPES,
  PRUNE_STRUCTURES,
  type PruneSchedule,
  SPARSITY_LIMIT,
  type Sparsity,
} from '../core/compress/sparsity';
import { BitscapeError } from '../core/errors';
import { stepsPerEpoch } from '../engine/batches';
import type { Recipe } from '../engine/recipe';
import type { Arguments } from './arguments';
import type { OptionGroup } from './command';
import { shareOption } from './share-option';

/** Steps between two picks when `--prune-steps` does not say, as TensorFlow's. */
const FREQUENCY = 100;

/** The part of the run in which weights are picked when `--prune-steps` does not say: dense first, fixed zeros last. */
const SPAN: Readonly<Record<PruneSchedule['kind'], { begin: number; end: number }>> = {
  constant: { begin: 0.2, end: 0.7 },
  polynomial: { begin: 0.1, end: 0.6 },
};

const STEPS = 'begin-end/every in optimiser steps, such as 1-3000/100';

export const PRUNE_OPTIONS: OptionGroup = {
  title: 'Pruning',
  options: [
    {
      name: 'sparsity',
      value: 'N',
      help: `share of the weights held at 0 while training, 0 to ${SPARSITY_LIMIT}; the smallest ones`,
    },
    {
      name: 'prune-scope',
      value: '<name>',
      help: `what competes: ${PRUNE_SCOPES.join(' or ')} (all layers)`,
    },
    {
      name: 'prune-structure',
      value: '<name>',
      help: `${PRUNE_STRUCTURES.join(' or ')}: single weights, or all weights of a hidden neuron`,
    },
    {
      name: 'prune-schedule',
      value: '<name>',
      help: `${PRUNE_SCHEDULES.join(' or ')}: the whole share at once, or rising to it`,
    },
    {
      name: 'prune-steps',
      value: '<steps>',
      help: `${STEPS}; default: constant from a fifth of the run to 7/10, polynomial from 1/10 to 6/10`,
    },
  ],
};

/**
 * The recipe with the pruning that the options ask for, on so many training images; unchanged without `--sparsity`.
 * @throws BitscapeError "BadOption", "ConflictingOptions", "IllegalSparsity" or "BipolarSparsity".
 */
export function withSparsity(args: Arguments, recipe: Recipe, images: number): Recipe {
  const amount = shareOption(args, 'sparsity');
  if (amount === undefined) return withoutPruning(args, recipe);
  const steps = stepsPerEpoch(images, recipe.batchSize) * recipe.epochs;
  const kind = wordOf(args, 'prune-schedule', PRUNE_SCHEDULES);
  const sparsity: Sparsity = {
    amount,
    scope: wordOf(args, 'prune-scope', PRUNE_SCOPES),
    structure: wordOf(args, 'prune-structure', PRUNE_STRUCTURES),
    schedule: { kind, ...(stepsOf(args.get('prune-steps'), steps) ?? defaultSteps(kind, steps)) },
  };
  checkSparsity(sparsity, recipe.precision.weightBits);
  return { ...recipe, sparsity };
}

function withoutPruning(args: Arguments, recipe: Recipe): Recipe {
  const given = PRUNE_OPTIONS.options.find(({ name }) => args.has(name));
  if (!given) return recipe;
  throw new BitscapeError(
    'ConflictingOptions',
    `--${given.name} says how to prune; --sparsity, how much, is missing`,
    `--${given.name}`,
  );
}

function wordOf<T extends string>(args: Arguments, name: string, words: readonly T[]): T {
  const text = args.get(name) ?? words[0];
  const word = words.find((candidate) => candidate === text);
  if (word !== undefined) return word;
  throw new BitscapeError('BadOption', `--${name} ${text}: it must be ${words.join(' or ')}`, `--${name}`);
}

function defaultSteps(kind: PruneSchedule['kind'], steps: number): Omit<PruneSchedule, 'kind'> {
  const at = (share: number) => Math.max(1, Math.round(share * steps));
  return { begin: at(SPAN[kind].begin), end: at(SPAN[kind].end), frequency: FREQUENCY };
}

/** The steps of `--prune-steps`; undefined without it. */
function stepsOf(text: string | undefined, steps: number): Omit<PruneSchedule, 'kind'> | undefined {
  if (text === undefined) return undefined;
  const [, begin, end, frequency] = /^(\d{1,9})-(\d{1,9})\/(\d{1,9})$/.exec(text)?.map(Number) ?? [];
  if (begin === undefined) {
    throw new BitscapeError('BadOption', `--prune-steps ${text}: it must be ${STEPS}`, '--prune-steps');
  }
  if (end > steps) {
    throw new BitscapeError(
      'BadOption',
      `--prune-steps ${text}: the run ends after ${steps} steps, before the last pick`,
      '--prune-steps',
    );
  }
  return { begin, end, frequency };
}
