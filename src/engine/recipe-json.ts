import {
  checkSparsity,
  PRUNE_SCHEDULES,
  PRUNE_SCOPES,
  PRUNE_STRUCTURES,
  SPARSITY_LIMIT,
  type Sparsity,
} from '../core/compress/sparsity';
import type { JsonReader } from '../core/design/json-reader';
import { topologyFromJson } from '../core/design/topology-json';
import { K_HOT_METHODS } from '../core/fixed/k-hot';
import { FIXED_BITS, type FixedChoice, LOWEST_INTEGERS } from '../core/network/fixed-point';
import { BIT_RANGE, FLOAT_BITS, WIDTH_RANGE } from '../core/precision';
import type { EpochResult, TrainedCell } from './checkpoint';
import type { Recipe } from './recipe';

/** The recipe in a JSON document, checked. @throws the reader's error. */
export function recipeFromJson(reader: JsonReader): Recipe {
  const precision = reader.at('precision');
  const dropout = reader.at('dropout');
  const bits = (name: string) =>
    precision.at(name).value === FLOAT_BITS
      ? FLOAT_BITS
      : precision.at(name).integer(WIDTH_RANGE.min, WIDTH_RANGE.max);
  return {
    topology: topologyFromJson(reader.at('topology')),
    precision: {
      weightBits: bits('weightBits'),
      activationBits: bits('activationBits'),
      inputBits: precision.at('inputBits').integer(BIT_RANGE.min, BIT_RANGE.max),
    },
    epochs: reader.at('epochs').integer(1, 1e6),
    batchSize: reader.at('batchSize').integer(1, 1e6),
    learningRate: reader.at('learningRate').number(0, 1e3),
    loss: reader.at('loss').word(['cross-entropy', 'squared-hinge']),
    dropout: { input: dropout.at('input').number(0, 1), hidden: dropout.at('hidden').number(0, 1) },
    seed: reader.at('seed').integer(0, 2 ** 32 - 1),
    ...reader.at('start').optional((at) => ({ start: at.word(['shared'] as const) })),
    ...reader.at('ptq').optional((at) => ({ ptq: at.text() })),
    ...reader.at('parent').optional((at) => ({ parent: at.text() })),
    ...reader.at('fixed').optional((at) => ({ fixed: fixedFromJson(at) })),
    ...reader.at('sparsity').optional((at) => ({ sparsity: sparsityFromJson(at, bits('weightBits')) })),
  };
}

function fixedFromJson(reader: JsonReader): FixedChoice {
  return {
    parameterBits: reader.at('parameterBits').integer(FIXED_BITS.min, FIXED_BITS.max),
    kHot: reader.at('kHot').optional((at) => at.integer(1, FIXED_BITS.max)),
    method: reader.at('method').word(K_HOT_METHODS),
    lowest: reader.at('lowest').word(LOWEST_INTEGERS),
  };
}

function sparsityFromJson(reader: JsonReader, weightBits: number): Sparsity {
  const schedule = reader.at('schedule');
  const step = (name: string) => schedule.at(name).integer(1, Number.MAX_SAFE_INTEGER);
  const sparsity: Sparsity = {
    amount: reader.at('amount').number(0, SPARSITY_LIMIT),
    scope: reader.at('scope').word(PRUNE_SCOPES),
    structure: reader.at('structure').word(PRUNE_STRUCTURES),
    schedule: {
      kind: schedule.at('kind').word(PRUNE_SCHEDULES),
      begin: step('begin'),
      end: step('end'),
      frequency: step('frequency'),
    },
  };
  checkSparsity(sparsity, weightBits);
  return sparsity;
}

/** What trained the run of a cell or checkpoint file; the oldest files do not name the version. @throws the reader's error. */
export function makersFromJson(
  file: JsonReader,
): Pick<TrainedCell, 'engine' | 'revision' | 'trainingVersion'> {
  const trainingVersion = file.at('trainingVersion').optional((at) => at.integer(1, 1e6));
  return {
    engine: file.at('engine').text(),
    revision: file.at('revision').optional((at) => at.text()) ?? 'unknown',
    ...(trainingVersion === null ? {} : { trainingVersion }),
  };
}

/** Epoch results of a JSON document; a loss that was not finite is null there. @throws the reader's error. */
export const historyFromJson = (reader: JsonReader): EpochResult[] =>
  reader.list().map((epoch) => ({
    validation: epoch.at('validation').number(0, 1),
    test: epoch.at('test').number(0, 1),
    loss: epoch.at('loss').optional((loss) => loss.number()) ?? Number.NaN,
  }));
