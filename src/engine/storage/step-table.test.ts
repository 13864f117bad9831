import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { BitscapeError } from '../../core/errors';
import type { KeptStep } from '../compress/step-store';
import { indexedStepTable } from './indexed-steps';
import { openStepTable } from './open-steps';
import { memoryStepTable } from './step-table';
import { cellRecipe, checkpointAfter, finishedCell } from './testing';

const step: KeptStep = {
  version: 1,
  engine: 'fake',
  cell: finishedCell(cellRecipe(3, 2)),
  result: {
    accuracy: { validation: 0.9, test: 0.8 },
    size: null,
    precision: null,
    seconds: 1,
    testSeconds: 1,
    floatLayers: [],
    basis: { reason: null, nonZero: [3, 4] },
  },
};
const float = checkpointAfter(cellRecipe(32, 32), 2);

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const TABLES = {
  memory: async () => memoryStepTable(),
  IndexedDB: () => indexedStepTable(),
  opened: () => openStepTable(() => {}),
};

describe.each(Object.entries(TABLES))('the table of steps in %s', (_, open) => {
  it('gives back a step and its float network, says how much it holds, and forgets', async () => {
    const table = await open();
    expect(await table.step('a')).toBeUndefined();
    await table.keepStep('a', step, undefined);
    await table.keepStep('b', { ...step, cell: null }, float);
    expect(await table.step('a')).toEqual(step);
    expect(await table.float('a')).toBeUndefined();
    expect(await table.float('b')).toEqual(float);
    expect(await table.usage()).toEqual({ steps: 2, bytes: step.cell!.network.byteLength });
    await table.clear();
    expect([await table.step('a'), await table.float('b')]).toEqual([undefined, undefined]);
  });
});

describe('the table of a page', () => {
  it('outlives the page', async () => {
    await (await openStepTable(() => {})).keepStep('a', step, undefined);
    expect(await (await openStepTable(() => {})).step('a')).toEqual(step);
  });

  it('does not take a step of another version for one of this', async () => {
    await (await indexedStepTable()).keepStep('a', { ...step, version: 2 as 1 }, undefined);
    expect(await (await indexedStepTable()).step('a')).toBeUndefined();
  });

  it('holds steps in memory where the browser keeps none, or refuses one, and says so once', async () => {
    const heard: string[] = [];
    const refused = () => Promise.reject(new BitscapeError('StorageUnavailable', 'blocked'));
    const without = await openStepTable((text) => heard.push(text), refused);
    await without.keepStep('a', step, undefined);
    expect(await without.step('a')).toEqual(step);
    expect(heard).toEqual(['Compression steps are kept until the page closes: blocked.']);

    const full = { ...memoryStepTable(), keepStep: () => Promise.reject(new Error('disk full')) };
    const table = await openStepTable(
      (text) => heard.push(text),
      async () => full,
    );
    await table.keepStep('a', step, float);
    await table.keepStep('b', step, undefined);
    expect([await table.step('a'), await table.float('a')]).toEqual([step, float]);
    expect(heard.slice(1)).toEqual(['Compression steps are kept until the page closes: disk full.']);
    expect((await table.usage()).steps).toBe(2);
  });
});
