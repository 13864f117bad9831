import { describe, expect, it } from 'vitest';
import { foldNetwork } from '../core/network/fold';
import { packNetwork } from '../core/network/pack';
import { topologyOf } from '../core/network/presets';
import { cellFromFile, cellToFile } from './cell-file';
import type { Checkpoint, TrainedCell } from './checkpoint';
import { checkpointFromFile, checkpointToFile } from './checkpoint-file';
import { initialState } from './initial';
import { recipeOf } from './recipe';

const recipe = recipeOf({
  topology: topologyOf('784-8-10'),
  precision: { weightBits: 3, activationBits: 2, inputBits: 1 },
  epochs: 2,
  seed: 7,
});
const state = initialState(recipe);
const cell: TrainedCell = {
  version: 1,
  recipe,
  dataset: 'synthetic',
  history: [
    { validation: 0.5, test: 0.51, loss: 2 },
    { validation: 0.6, test: 0.61, loss: 1 },
  ],
  network: packNetwork(foldNetwork(recipe.topology, recipe.precision, state.parameters)),
  floatCheck: {
    images: 5000,
    mismatches: 1,
    first: [
      {
        image: 321,
        label: 8,
        floatClass: 3,
        integerClass: 8,
        floatScores: [1.25, 1.2499],
        integerScores: [700, 700],
        reason: 'threshold',
        stage: 'mvau0',
      },
    ],
  },
  seconds: 1.5,
  engine: 'reference',
  revision: '0.0.9, then 0.1.0',
  trainingVersion: 1,
};
const checkpoint: Checkpoint = {
  version: 1,
  recipe,
  dataset: 'synthetic',
  epoch: 1,
  state: { ...state, steps: 12 },
  random: { shuffle: [1, 2, 3, 2 ** 32 - 1], dropout: [4, 5, 6, 7] },
  history: [{ validation: 0.5, test: 0.51, loss: 2 }],
  seconds: 1,
  engine: 'reference',
  revision: '0.0.9, then 0.1.0',
  trainingVersion: 1,
};
const cellText = cellToFile(cell);
const checkpointText = checkpointToFile(checkpoint);

/** The text of a file with some members changed. */
const changed = (text: string, members: object): string =>
  JSON.stringify({ ...JSON.parse(text), ...members });

const thrownBy = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};

describe('cell file', () => {
  it('gives the cell back', () => {
    expect(cellFromFile(cellText)).toEqual(cell);
    expect(JSON.parse(cellText)).toMatchObject({
      format: 'bitscape-cell',
      accuracy: 0.61,
      revision: '0.0.9, then 0.1.0',
    });
  });

  it('of the first versions, which do not say what trained them, is read as such', () => {
    const text = changed(cellText, { revision: undefined, trainingVersion: undefined });
    const { trainingVersion: _, ...rest } = cell;
    expect(cellFromFile(text)).toEqual({ ...rest, revision: 'unknown' });
  });

  it('of a version that did not compare has no comparison', () => {
    expect(cellFromFile(changed(cellText, { floatCheck: undefined }))).not.toHaveProperty('floatCheck');
  });

  it.each([
    ['not JSON', 'BadCellFile', '{'],
    ['another format', 'BadCellFile', '{"format":"other"}'],
    ['a list', 'BadCellFile', '[]'],
    ['a newer version', 'NewerFile', changed(cellText, { version: 2 })],
    ['an unfinished run', 'UnfinishedCell', checkpointText],
    ['no history', 'BadCellFile', changed(cellText, { history: [] })],
    [
      'an accuracy above 1',
      'BadCellFile',
      changed(cellText, { history: [{ validation: 2, test: 0, loss: 0 }] }),
    ],
    ['a network that is no base64', 'BadCellFile', changed(cellText, { network: '%' })],
    ['a damaged network', 'BadCellFile', changed(cellText, { network: 'AAAA' })],
    ['half a comparison', 'BadCellFile', changed(cellText, { floatCheck: { images: 5 } })],
    ['a bad recipe', 'BadCellFile', changed(cellText, { recipe: { ...recipe, epochs: 0 } })],
  ])('with %s is a named error that names the file', (_, name, text) => {
    const error = thrownBy(() => cellFromFile(text, 'w3a2.json'));
    expect(error).toMatchObject({ name, message: expect.stringContaining('w3a2.json') });
  });
});

describe('checkpoint file', () => {
  it('gives the checkpoint back, bit for bit', () => {
    expect(checkpointFromFile(checkpointText)).toEqual(checkpoint);
  });

  it.each([
    ['floats of another count', { state: { ...JSON.parse(checkpointText).state, parameters: [] } }],
    ['a short generator', { random: { shuffle: [1], dropout: [1, 2, 3, 4] } }],
    ['an epoch after the last', { epoch: 3 }],
  ])('with %s is a named error', (_, members) => {
    const error = thrownBy(() => checkpointFromFile(changed(checkpointText, members)));
    expect(error).toMatchObject({ name: 'BadCheckpoint' });
  });
});
