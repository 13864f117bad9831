import { type JsonReader, jsonTextReader } from '../core/design/json-reader';
import { POINTS } from '../core/network/fixed-point';
import { stagesOf, type Topology } from '../core/network/topology';
import type { RandomState } from '../core/random';
import { floatsFromBase64, floatsToBase64 } from './base64';
import { checkFormat } from './cell-file';
import type { Checkpoint } from './checkpoint';
import { historyFromJson, makersFromJson, recipeFromJson } from './recipe-json';
import type { TrainerState } from './trainer';

const FORMAT = 'bitscape-checkpoint';
const VERSION = 1;
const ERROR = 'BadCheckpoint';

/** A run between two epochs as a JSON file (docs/formats/checkpoint.schema.json); resuming it is bit-identical. */
export function checkpointToFile(checkpoint: Checkpoint): string {
  const { state, ...rest } = checkpoint;
  const written = {
    parameters: state.parameters.map((stage) => encoded(stage)),
    moments: state.moments.map(({ m, v }) => ({ m: encoded(m), v: encoded(v) })),
    steps: state.steps,
  };
  return `${JSON.stringify({ format: FORMAT, ...rest, version: VERSION, state: written }, null, 1)}\n`;
}

/** @throws BitscapeError "BadCheckpoint" (not JSON, not a checkpoint, damaged) or "NewerFile". */
export function checkpointFromFile(text: string, where = 'checkpoint'): Checkpoint {
  const file = jsonTextReader(text, where, ERROR);
  checkFormat(file, FORMAT, VERSION, where);
  const recipe = recipeFromJson(file.at('recipe'));
  return {
    version: 1,
    recipe,
    dataset: file.at('dataset').text(),
    epoch: file.at('epoch').integer(0, recipe.epochs),
    state: stateFromJson(file.at('state'), recipe.topology),
    random: {
      shuffle: randomFromJson(file.at('random').at('shuffle')),
      dropout: randomFromJson(file.at('random').at('dropout')),
    },
    history: historyFromJson(file.at('history')),
    seconds: file.at('seconds').number(0),
    ...makersFromJson(file),
  };
}

const encoded = (arrays: object): Record<string, string> =>
  Object.fromEntries(Object.entries(arrays).map(([name, values]) => [name, floatsToBase64(values)]));

function stateFromJson(reader: JsonReader, topology: Topology): TrainerState {
  const stages = stagesOf(topology);
  const perStage = (name: string) => {
    const parts = reader.at(name).list();
    if (parts.length !== stages.length) reader.at(name).fail(`a list of ${stages.length}, one per layer`);
    return parts.map((part, i) => ({
      part,
      weights: stages[i].fanIn * stages[i].units,
      units: stages[i].units,
    }));
  };
  return {
    parameters: perStage('parameters').map(({ part, weights, units }) => ({
      weights: floats(part.at('weights'), weights),
      gamma: floats(part.at('gamma'), units),
      beta: floats(part.at('beta'), units),
      mean: floats(part.at('mean'), units),
      variance: floats(part.at('variance'), units),
      ...pointsFromJson(part),
    })),
    moments: perStage('moments').map(({ part, weights, units }) => {
      const gradients = (at: JsonReader) => ({
        weights: floats(at.at('weights'), weights),
        gamma: floats(at.at('gamma'), units),
        beta: floats(at.at('beta'), units),
        ...pointsFromJson(at),
      });
      return { m: gradients(part.at('m')), v: gradients(part.at('v')) };
    }),
    steps: reader.at('steps').integer(0, Number.MAX_SAFE_INTEGER),
  };
}

/** Trained integer bits, which fixed-point runs have. */
const pointsFromJson = (stage: JsonReader): { points?: Float32Array } =>
  stage.at('points').optional((at) => ({ points: floats(at, POINTS.length) })) ?? {};

function floats(reader: JsonReader, count: number): Float32Array {
  const values = floatsFromBase64(reader.text());
  return values?.length === count ? values : reader.fail(`base64 of ${count} floats`);
}

function randomFromJson(reader: JsonReader): RandomState {
  const word = (i: number) => (reader.list()[i] ?? reader.fail('four integers')).integer(0, 2 ** 32 - 1);
  return [word(0), word(1), word(2), word(3)];
}
