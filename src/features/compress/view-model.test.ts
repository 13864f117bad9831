import { beforeAll, describe, expect, it } from 'vitest';
import { tinyData } from '../../../workers/testing';
import { type Branch, branchPlan } from '../../core/compress/pipeline';
import { newStep } from '../../core/compress/step-values';
import { mlp } from '../../core/network/presets';
import { runPlan } from '../../engine/compress/run';
import { stepKeys } from '../../engine/compress/step-keys';
import type { KeptStep } from '../../engine/compress/step-store';
import { memoryStepStore } from '../../engine/compress/testing';
import { referenceEngine } from '../../engine/reference/reference';
import { compareRows } from './compare';
import { FIGURES, missing } from './figures';
import { type BranchView, branchViews, withRunning } from './view-model';

const data = tinyData();
const base = { topology: mlp('tiny', [6]), inputBits: 1, loss: 'cross-entropy', seed: 1 } as const;
const planOf = (branch: Branch) => branchPlan(base, branch);
const train = newStep('train', { epochs: 1, batchSize: 20 });
const [ptq, qat, map] = [
  newStep('ptq', { images: 10 }),
  newStep('qat', { epochs: 1, batchSize: 20 }),
  newStep('map'),
];

const dense: Branch = { name: 'dense', wanted: 0, steps: [train, ptq, qat, map] };
const small: Branch = {
  name: 'small',
  wanted: 1,
  steps: [train, { ...newStep('ptq', { 'weights.bits': 3 }), images: 10 } as typeof ptq, map],
};
const float: Branch = { name: 'float', wanted: null, steps: [train] };
const half: Branch = { name: 'half', wanted: null, steps: [train, newStep('qat', { epochs: 9 })] };
const pipeline = [dense, small, float, half];

describe('branches', () => {
  const kept: Record<string, KeptStep | null> = {};
  let views: BranchView[];
  beforeAll(async () => {
    const { store } = memoryStepStore();
    for (const branch of [dense, small, float])
      await runPlan(referenceEngine, planOf(branch), data, { store });
    for (const branch of pipeline)
      for (const key of stepKeys(planOf(branch), data.id))
        if (key) kept[key] = (await store.step(key)) ?? null;
    views = branchViews(pipeline, planOf, { kept, dataset: data.id });
  });
  const words = (view: BranchView) => view.steps.map((step) => step.words);

  it('show each step with its accuracy, or how it stands', () => {
    expect(views[0].steps.map(({ status }) => status)).toEqual(['known', 'known', 'left-out', 'known']);
    expect(words(views[0])).toEqual([
      expect.stringMatching(/^\d+\.\d\d %$/),
      expect.stringMatching(/^\d+\.\d\d %$/),
      'left out',
      words(views[0])[1],
    ]);
    expect(words(views[3])[1]).toBe('to be run');
    const key = views[3].steps[1].key!;
    const running = withRunning(views, { key, share: 0.456 });
    expect(running.slice(0, 3)).toEqual(views.slice(0, 3));
    expect(running[3].steps[1]).toMatchObject({
      status: 'running',
      words: 'running 45 %',
    });
  });

  it('name the branch that a step is shared with', () => {
    expect(views.map(({ steps }) => steps.map(({ shared }) => shared))).toEqual([
      [null, null, null, null],
      ['dense', null, null],
      ['dense'],
      ['dense', null],
    ]);
  });

  it('say whether the wanted accuracy is reached', () => {
    expect(views.map(({ verdict }) => verdict)).toEqual([
      'reaches 0.00 %',
      'does not reach 100.00 %',
      '',
      '',
    ]);
    expect(views.map(({ complete }) => complete)).toEqual([true, true, true, false]);
    expect(views.map(({ outcome }) => outcome?.step.kind)).toEqual(['ptq', 'ptq', 'train', 'train']);
  });

  it('nothing is known before the first run', () => {
    const [view] = branchViews([dense], planOf, { kept: {}, dataset: data.id });
    expect(view).toMatchObject({ complete: false, outcome: null, verdict: '' });
    expect(words(view)).toEqual(['to be run', 'to be run', 'to be run', 'to be run']);
    expect(compareRows([view], -1)[0].cells[0]).toMatchObject({ text: '', why: 'to be run', best: false });
  });

  it('stand side by side with the best of each row, and differences to one of them', () => {
    const rows = new Map(compareRows(views.slice(0, 3), 0).map(({ figure, cells }) => [figure.id, cells]));
    // 784 x 6 + 6 x 10 weights and 16 biases: bytes at 8, 3 and 32 bits.
    expect(rows.get('memory')!.map(({ text }) => text)).toEqual(['4,828 B', '1,851 B', '19,120 B']);
    expect(rows.get('memory')!.map(({ best }) => best)).toEqual([false, true, false]);
    expect(rows.get('memory')!.map(({ difference }) => difference)).toEqual(['', '×0.383', '×3.96']);
    expect(rows.get('parameters')!.map(({ best }) => best)).toEqual([false, false, false]);
    expect(rows.get('parameters')!.map(({ difference }) => difference)).toEqual(['', '=', '=']);
    const [a, b] = [views[0].outcome!, views[1].outcome!].map(({ accuracy }) => accuracy!.test);
    const by = (100 * Math.abs(b - a)).toFixed(2);
    expect(rows.get('test')![1].difference).toBe(a === b ? '±0' : `${b > a ? '+' : '−'}${by} pt`);
    expect(rows.get('lut')![2]).toMatchObject({ text: 'not mapped', why: expect.stringContaining('float') });
    expect(rows.get('ff')![0]).toMatchObject({ text: 'not modelled', why: expect.stringContaining('lip') });
  });

  it('print latency in the unit that fits', () => {
    const { format } = FIGURES.find(({ id }) => id === 'latency')!;
    expect([3.2e-4, 0.25, 2].map(format)).toEqual(['320.00 µs', '250.00 ms', '2.00 s']);
    expect(missing(FIGURES[0], null)).toEqual({ text: '', why: 'to be run' });
  });
});
