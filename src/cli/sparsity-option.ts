import {
  checkSparsity,
  PRUNE_SCHEDULES,
  PRUNE_SCOPES,
  PRUNE_STRUCTURES,
  type PruneSchedule,
  type Sparsity,
} from '../core/compress/sparsity';
import { BitscapeError } from '../core/errors';
import { stepsPerEpoch } from '../engine/batches';
import { defaultSchedule } from '../engine/default-sparsity';
import type { Recipe } from '../engine/recipe';
import type { Arguments } from './arguments';
import type { OptionGroup } from './command';
import { legal } from './options';

const STEPS = 'begin-end/every in optimiser steps, such as 1-3000/100';

/** How many weights are held at 0, for a network or a grid. */
export const SPARSITY_OPTION = {
  name: 'sparsity',
  value: 'N',
  help: `share of the weights held at 0 while training, the smallest ones: ${legal('sparsity')}`,
};

export const PRUNE_OPTIONS: OptionGroup = {
  title: 'Pruning',
  options: [
    SPARSITY_OPTION,
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
 * The recipe with the design's share of zeros, pruned on so many training images as the options say; unchanged at 0.
 * @throws BitscapeError "BadOption", "ConflictingOptions", "IllegalSparsity" or "BipolarSparsity".
 */
export function withSparsity(args: Arguments, recipe: Recipe, images: number, amount: number): Recipe {
  if (amount === 0) return withoutPruning(args, recipe);
  const steps = stepsPerEpoch(images, recipe.batchSize) * recipe.epochs;
  const kind = wordOf(args, 'prune-schedule', PRUNE_SCHEDULES);
  const sparsity: Sparsity = {
    amount,
    scope: wordOf(args, 'prune-scope', PRUNE_SCOPES),
    structure: wordOf(args, 'prune-structure', PRUNE_STRUCTURES),
    schedule: { ...defaultSchedule(kind, steps), ...stepsOf(args.get('prune-steps'), steps) },
  };
  checkSparsity(sparsity, recipe.precision.weightBits);
  return { ...recipe, sparsity };
}

function withoutPruning(args: Arguments, recipe: Recipe): Recipe {
  const given = PRUNE_OPTIONS.options.find(({ name }) => name !== SPARSITY_OPTION.name && args.has(name));
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
