// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { tinyData } from '../../workers/testing';
import type { Branch } from '../core/compress/pipeline';
import { planFromFile } from '../core/compress/plan-json';
import { newStep } from '../core/compress/step-values';
import { DESIGN_DEFAULTS } from '../core/design/design';
import { formatLink, parseLink } from '../core/design/link';
import { referenceEngine } from '../engine/reference/reference';
import { forgetSteps, loadKept, useCompress } from './compress';
import {
  addBranch,
  addPaper,
  addStep,
  branchFrom,
  editBranch,
  openPlan,
  removeBranch,
  savePlan,
} from './compress-edit';
import { branchWalk, exportBranch } from './compress-export';
import { missingSteps, startCompression } from './compress-run';
import { readKept } from './kept';
import { cancelRun } from './run';
import { useStore } from './store';

const page = vi.hoisted(() => ({
  trained: [] as number[],
  archived: [] as unknown[],
  saved: [] as { name: string; content: unknown }[],
}));

vi.mock('../../workers/train-workers', async (original) => {
  const { fakeWorker } = await import('../../workers/testing');
  const { createTrainService } = await import('../../workers/train-service');
  const engine = {
    ...referenceEngine,
    createTrainer(...given: Parameters<typeof referenceEngine.createTrainer>) {
      page.trained.push(given[0].precision.weightBits);
      return referenceEngine.createTrainer(...given);
    },
  };
  const { createTrainWorkers } = await original<typeof import('../../workers/train-workers')>();
  return { trainWorkers: createTrainWorkers(() => fakeWorker(createTrainService(async () => engine))) };
});
vi.mock('../../workers/export-client', () => ({
  createExportClient: () => ({
    archive: async (request: unknown) => {
      page.archived.push(request);
      return {
        name: 'x',
        bytes: new Uint8Array(),
        sha256: 's',
        files: [],
        vectors: { vectors: 1, equal: 1 },
      };
    },
  }),
}));
vi.mock('./actions', () => ({
  saveFile: (name: string, content: unknown) => page.saved.push({ name, content }),
}));

const state = () => useStore.getState();
const design = () => state().design;
const names = () => design().pipeline.map(({ name }) => name);
const kinds = (at: number) => design().pipeline[at].steps.map(({ kind }) => kind);
const texts = () =>
  state()
    .notices.map(({ text }) => text)
    .join('\n');

const train = newStep('train', { epochs: 1, batchSize: 20 });
const a: Branch = { name: 'a', wanted: null, steps: [train, newStep('ptq', { images: 10 }), newStep('map')] };
const b: Branch = {
  name: 'b',
  wanted: null,
  steps: [train, newStep('qat', { epochs: 1, batchSize: 20 }), newStep('map')],
};

beforeEach(async () => {
  await forgetSteps();
  useStore.setState({ notices: [] });
  useCompress.setState({ kept: {}, selected: { branch: 0, step: 0 }, against: null });
  state().openDesign({ ...DESIGN_DEFAULTS, network: '784-6-10', view: 'compress' });
  page.trained.length = 0;
  page.archived.length = 0;
  page.saved.length = 0;
});

describe('a pipeline that is run', () => {
  beforeEach(() => {
    useStore.setState({ ownData: { ...tinyData(), id: 'tiny' } });
    state().edit({ pipeline: [a, b] });
  });
  afterAll(() => useStore.setState({ ownData: null }));
  const missing = () => [...missingSteps(design(), 'tiny').values()].map(({ kind }) => kind);

  it('trains what branches share once, and shows it again without training', async () => {
    await loadKept();
    expect(missing()).toEqual(['train', 'ptq', 'qat']);
    await startCompression();
    expect(texts()).toBe('');
    expect([page.trained, state().sweep.state, missing()]).toEqual([[32, 4], 'idle', []]);
    expect(branchWalk(design(), b)).toMatchObject({ chosen: 1, cell: { dataset: 'tiny' } });
    expect((await readKept()).steps).toBe(3);

    useCompress.setState({ kept: {} });
    await loadKept();
    expect(missing()).toEqual([]);
    await startCompression();
    expect(page.trained).toEqual([32, 4]);
    state().edit({ seed: 7 });
    expect(missing()).toEqual(['train', 'ptq', 'qat']);
  });

  it('keeps what is done when it is cancelled', async () => {
    const stop = useCompress.subscribe(({ kept }) => {
      if (Object.values(kept).some(Boolean)) void cancelRun();
    });
    await startCompression();
    stop();
    await expect.poll(() => state().sweep.state).toBe('idle');
    expect(missing()).toEqual(['ptq', 'qat']);
    await startCompression();
    expect([page.trained, missing()]).toEqual([[32, 4], []]);
  });

  it('goes on with the other branches where one fails, and says why', async () => {
    const fails = { ...a, name: 'fails', steps: [{ ...train, epochs: 2 } as typeof train] };
    state().edit({ pipeline: [fails, b] });
    const trainer = vi.spyOn(referenceEngine, 'createTrainer').mockImplementationOnce(() => {
      throw new Error('no memory');
    });
    await startCompression();
    trainer.mockRestore();
    expect(texts()).toBe('fails: no memory');
    expect(branchWalk(design(), b).cell).not.toBeNull();
  });

  it('exports the network of a branch on the hardware of its map, with a link to that branch', async () => {
    await exportBranch(b);
    expect(texts()).toContain('Export failed: b has no integer network to export');
    await startCompression();
    await exportBranch(b);
    expect(page.archived).toMatchObject([
      {
        network: { precision: { weightBits: 4 } },
        device: { id: 'xc7z020' },
        testCount: 20,
        vectors: { count: 20 },
      },
    ]);
    const { link } = page.archived[0] as { link: string };
    expect(parseLink(link)).toMatchObject({ design: { pipeline: [b], network: '784-6-10' }, problems: [] });
    expect(page.saved.map(({ name }) => name)).toEqual(['x.tar.gz']);
  });
});

describe('editing', () => {
  it('is undone step by step, and is in the link', () => {
    addBranch();
    addStep(0, 'ptq');
    addStep(0, 'prune');
    expect(kinds(0)).toEqual(['train', 'prune', 'ptq', 'map']);
    expect(useCompress.getState().selected).toEqual({ branch: 0, step: 1 });
    branchFrom(0, 1);
    editBranch(1, { name: 'pruned', wanted: 0.97 });
    expect([names(), kinds(1)]).toEqual([
      ['Branch 1', 'pruned'],
      ['train', 'prune', 'map'],
    ]);
    expect(parseLink(formatLink(design())).design).toEqual(design());
    for (let i = 0; i < 2; i++) state().undo();
    expect(names()).toEqual(['Branch 1']);
    state().undo();
    expect(kinds(0)).toEqual(['train', 'ptq', 'map']);
    state().redo();
    removeBranch(0);
    expect(names()).toEqual([]);
    expect(design().view).toBe('compress');
  });

  it('maps a new branch to the hardware of the design', () => {
    state().edit({ device: 'zu3eg', clockMhz: 200 });
    addBranch();
    expect(design().pipeline[0].steps[1]).toMatchObject({ device: 'zu3eg', clockMhz: 200 });
  });

  it("adds paper 001's case study with its network, in one step", () => {
    addPaper();
    expect(design()).toMatchObject({
      network: 'cnn',
      inputBits: null,
      pipeline: [{ name: 'Paper 001', wanted: 0.965 }],
    });
    expect(texts()).toContain('The network is now CNN');
    expect(texts()).toContain('figures are of MNIST');
    state().undo();
    expect(design()).toMatchObject({ network: '784-6-10', pipeline: [] });
  });

  it('saves a branch as a plan that the command line takes, and opens it again', async () => {
    state().edit({ pipeline: [{ ...a, name: 'INT8 per channel', wanted: 0.9 }], seed: 9 });
    savePlan(design().pipeline[0]);
    const [{ name, content }] = page.saved;
    expect(name).toBe('INT8-per-channel.plan.json');
    expect(planFromFile(String(content))).toMatchObject({ seed: 9, wanted: 0.9, steps: a.steps });
    state().edit({ seed: 1, network: 'sfc', pipeline: [] });
    await openPlan(new File([String(content)], name));
    expect(design()).toMatchObject({
      network: '784-6-10',
      seed: 9,
      pipeline: [{ name: 'INT8-per-channel', wanted: 0.9, steps: a.steps }],
    });
  });

  it.each([
    ['{', 'x.json is not JSON'],
    ['{"format":"other"}', 'x.json: format is "other"'],
    [
      '{"format":"bitscape-compression-plan","version":1,"network":"sfc","steps":[{"kind":"ptq"}]}',
      'the first step should be "train"',
    ],
    [
      '{"format":"bitscape-compression-plan","version":1,"network":{"name":"n","input":{"height":8,"width":8,"channels":1},"layers":[{"kind":"dense","units":4},{"kind":"dense","units":10}],"activation":"relu"},"steps":[{"kind":"train"}]}',
      'run this plan with "bitscape compress"',
    ],
  ])('says what is wrong with a plan file: %s', async (content, message) => {
    await openPlan(new File([content], 'x.json'));
    expect(texts()).toContain(message);
    expect(design().pipeline).toEqual([]);
  });
});
