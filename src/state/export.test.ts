import { beforeEach, expect, it, vi } from 'vitest';
import type { ExportHooks } from '../../workers/export-client';
import { listedNetwork } from '../core/atlas/networks';
import { entryOf, rising } from '../core/atlas/testing';
import type { ExportRequest } from '../core/codegen/export-request';
import type { VectorCheck } from '../core/codegen/vector-check';
import type { Dataset } from '../core/datasets/dataset';
import { DESIGN_DEFAULTS } from '../core/design/design';
import { parseLink } from '../core/design/link';
import { foldNetwork } from '../core/network/fold';
import { packNetwork } from '../core/network/pack';
import { PRESETS } from '../core/network/presets';
import { randomImages, randomParameters } from '../core/network/testing';
import { cellKey } from '../core/precision';
import type { TrainedCell } from '../engine/checkpoint';
import { exportSelected, generateCell, stopExport } from './export';
import { designPrecision, designRecipe } from './recipes';
import { useStore } from './store';
import { finished } from './testing';

const mocks = vi.hoisted(() => ({
  generate: vi.fn<(request: unknown) => Promise<unknown[]>>(),
  archive: vi.fn<(request: unknown, hooks: ExportHooks) => Promise<unknown>>(),
  data: undefined as unknown,
  saved: [] as string[],
}));

vi.mock('../../workers/export-client', () => ({ createExportClient: () => mocks }));
vi.mock('./data', () => ({ prepareData: async () => mocks.data }));
vi.mock('./actions', () => ({ saveFile: (name: string) => mocks.saved.push(name) }));

const design = { ...DESIGN_DEFAULTS, selected: { weightBits: 1, activationBits: 1 } };
const packedBy = (seed: number) =>
  packNetwork(
    foldNetwork(PRESETS.tfc, designPrecision(design, design.selected), randomParameters(PRESETS.tfc, seed)),
  );
const reference = packedBy(1);
const images = randomImages(PRESETS.tfc, 3, 1);
const state = () => useStore.getState();
const request = () => mocks.generate.mock.calls[0][0] as ExportRequest;

const archiveOf = (vectors: VectorCheck) => ({
  name: 'tfc',
  bytes: new Uint8Array(),
  sha256: 'abc',
  files: [],
  vectors,
});

beforeEach(() => {
  mocks.generate.mockReset().mockResolvedValue([]);
  const data: Dataset = {
    id: 'synthetic',
    name: 'synthetic digits',
    train: images,
    validation: images,
    test: images,
  };
  mocks.data = data;
  state().openDesign(design);
  state().replaceResults('', {});
  state().setAtlasManifest({
    dataset: 'mnist',
    entries: [entryOf({ id: 'tfc-30', epochs: 30, seeds: [7] })],
  });
  state().addAtlasRun('tfc-30', {
    id: 'tfc-30',
    terms: { network: 'tfc', inputBits: 1, loss: 'cross-entropy', epochs: 30 },
    dataset: 'mnist',
    images: { validation: 10_000, test: 10_000 },
    cells: [
      { ...design.selected, runs: [{ seed: 7, validation: rising(30, 0.96), test: rising(30, 0.9742) }] },
    ],
    networks: { seed: 7, cells: [listedNetwork(design.selected, reference)] },
  });
  vi.stubGlobal('fetch', async (path: string) =>
    path === 'atlas/tfc-30/w1a1.bin'
      ? new Response(Uint8Array.from(reference))
      : new Response('', { status: 404 }),
  );
});

it('exports the network of the reference, and says that it does', async () => {
  await generateCell(design.selected);
  const { network, accuracy, testCount, datasetName, origin, vectors } = request();
  expect(packNetwork(network)).toEqual(reference);
  expect([accuracy, testCount, datasetName, vectors.count]).toEqual([0.9742, 10_000, 'MNIST', 3]);
  expect(origin).toEqual({
    trainedOn: 'mnist',
    testedOn: 'synthetic',
    engine: 'reference, reference atlas tfc-30',
    revision: '0.1.0',
    folding: 'link',
  });
  // The link opens the training that made this network, not the design's own of 5 epochs on synthetic digits.
  expect(parseLink(request().link).design).toMatchObject({ data: 'mnist', seed: 7, epochs: 30 });
});

it('exports the person’s own training before the reference', async () => {
  const own = packedBy(2);
  const cell: TrainedCell = {
    version: 1,
    recipe: designRecipe(design, design.selected, 1000),
    dataset: 'synthetic',
    history: [{ validation: 0.8, test: 0.9, loss: 1 }],
    network: own,
    seconds: 1,
    engine: 'fake',
    revision: '0.1.0',
  };
  state().updateResult(cellKey(design.selected), { ...finished(0.9), cell });
  await generateCell(design.selected);
  expect(packNetwork(request().network)).toEqual(own);
  expect([request().accuracy, request().testCount, request().datasetName]).toEqual([
    0.9,
    3,
    'synthetic digits',
  ]);
  expect(request().origin).toMatchObject({ trainedOn: 'synthetic', engine: 'fake' });
});

it('notes what was exported', async () => {
  mocks.archive.mockResolvedValue(archiveOf({ vectors: 100, equal: 100, firstDifferent: null }));
  await exportSelected();
  expect(mocks.saved).toEqual(['tfc.tar.gz']);
  expect(state().log.at(-1)?.text).toMatch(
    /^Exported W1 A1 \(reference network, 30 epochs, 97\.4 %\): 0 files, .*, vectors recomputed: 100 of 100 equal/,
  );
});

it('saves nothing whose vectors are not those of the network', async () => {
  mocks.saved = [];
  mocks.archive.mockResolvedValue(archiveOf({ vectors: 100, equal: 98, firstDifferent: 17 }));
  await exportSelected();
  expect(mocks.saved).toEqual([]);
  expect(state().notices.at(-1)?.text).toMatch(/golden vectors of 2 of 100 images, the first being image 17/);
});

it('tells how far it is, and can be stopped', async () => {
  mocks.archive.mockImplementation(async (_, { signal, onProgress }) => {
    onProgress?.({ doing: 'hashing', done: 3, all: 60 });
    expect(state().exporting).toEqual({ doing: 'hashing', done: 3, all: 60 });
    stopExport();
    throw signal?.reason;
  });
  const before = state().notices;
  await exportSelected();
  expect([state().exporting, state().notices, state().log.at(-1)?.text]).toEqual([
    null,
    before,
    'Export stopped.',
  ]);
});

it('exports another cell of the design than the selected one', async () => {
  state().select({ weightBits: 2, activationBits: 2 });
  await generateCell({ weightBits: 1, activationBits: 1 });
  expect(packNetwork(request().network)).toEqual(reference);
  expect(parseLink(request().link).design.selected).toEqual({ weightBits: 1, activationBits: 1 });
});

it('says so when the network cannot be had', async () => {
  vi.stubGlobal('fetch', async () => new Response('', { status: 404 }));
  await exportSelected();
  expect(state().notices.at(-1)?.text).toMatch(/Export failed: atlas\/tfc-30\/w1a1\.bin could not be loaded/);
});

it('refuses a cell that is neither trained nor in the reference', async () => {
  await expect(generateCell({ weightBits: 2, activationBits: 2 })).rejects.toThrow(
    'W2 A2 is not trained yet',
  );
});
