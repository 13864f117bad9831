import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonReader } from '../design/json-reader';
import { PRESETS } from '../network/presets';
import { branchPlan, legalPlaces, pipelineFromJson } from './pipeline';
import { pipelineText, stepText } from './pipeline-text';
import type { CompressionStep } from './plan';
import { planFromFile, planToFile } from './plan-json';
import { PLANS } from './presets';
import { KIND_NAMES, STEP_KINDS } from './step-kinds';
import { newStep, valueAt, withValue } from './step-values';
import { pipelines, stepsOf } from './testing';

const base = { topology: PRESETS.cnn, inputBits: 8, loss: 'cross-entropy', seed: 42 } as const;
const paper = { name: 'Paper 001', wanted: 0.965, steps: PLANS['paper-001'].steps };
const step = (kind: CompressionStep['kind']) => newStep(kind);

describe('the table of kinds', () => {
  it('has keys that tell kinds, and the choices of a kind, apart', () => {
    const differ = (keys: readonly string[]) => expect(new Set(keys).size).toBe(keys.length);
    differ(KIND_NAMES.map((kind) => STEP_KINDS[kind].key));
    for (const kind of KIND_NAMES) differ(STEP_KINDS[kind].fields.map(({ key }) => key));
  });

  it.each(KIND_NAMES)('a new step "%s" has a value for each choice, and a plan may hold it', (kind) => {
    const made = newStep(kind);
    expect(STEP_KINDS[kind].fields.filter((field) => valueAt(made, field) === undefined)).toEqual([]);
    const steps = kind === 'train' ? [made] : [newStep('train'), made];
    const plan = branchPlan(base, { ...paper, steps });
    expect(planFromFile(planToFile(plan))).toEqual(plan);
  });

  it('changes one choice of a step and leaves the others', () => {
    const field = STEP_KINDS.ptq.fields.find(({ path }) => path === 'weights.bits')!;
    const changed = withValue(step('ptq'), field, 5);
    expect(changed).toEqual({ ...step('ptq'), weights: { ...Object(step('ptq')).weights, bits: 5 } });
  });
});

describe('a pipeline as text', () => {
  it('comes back, whatever it is', () => {
    fc.assert(
      fc.property(pipelines, (pipeline) => {
        expect(pipelineText.parse(pipelineText.format(pipeline))).toEqual(pipeline);
        expect(pipelineText.is(JSON.parse(JSON.stringify(pipeline)))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('is short: what differs from the defaults of each kind', () => {
    expect(pipelineText.format([])).toBe('none');
    expect(pipelineText.format([paper])).toBe(
      '1,Paper_001-to.0.965-tr_e.10_b.500-p-pp-q_w.8_a.8_e.3_l.0.001-m',
    );
    const odd = {
      name: 'a-b, c',
      wanted: null,
      steps: [{ ...step('train'), learningRate: 1e-7 } as CompressionStep],
    };
    expect(pipelineText.format([odd])).toBe('1,a~2Db~2C_c-tr_l.1e~7');
  });

  it('tells steps apart by all that they do', () => {
    fc.assert(
      fc.property(stepsOf('ptq'), stepsOf('ptq'), (a, b) => {
        expect(stepText(a) === stepText(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['2,a-tr', 'version 2 of the pipeline, newer than this Bitscape (version 1)'],
    ['a-tr', 'must begin with its version'],
    ['1,a', 'the first step should be "train"'],
    ['1,a-p-tr', 'the first step should be "train"'],
    ['1,a-tr-q_w.4_a.4-pr_z.0.5', '"prune" should come before what quantizes'],
    ['1,a-tr-xx', 'pipeline: [0].steps[1].kind is "xx"; it should be one of train, prune'],
    ['1,a-tr_zz.1', 'steps[0].kind is "tr_zz.1"'],
    ['1,a-tr_e.0', 'steps[0].epochs is 0; it should be a number from 1 to 1000'],
    ['1,a-tr_e.', 'epochs'],
    ['1,a-tr-p_w.1', 'symmetric weights of 1 bits: use 2 to 16'],
    ['1,a-tr-pr', 'steps[1].amount is missing'],
    ['1,a-to.2-tr', 'wanted is 2; it should be a number from 0 to 1'],
    ['1,-tr', 'name is ""'],
    ['1,a~E0-tr', 'name is ""'],
    ['1,a-tr,a-tr', 'a name that no other branch has'],
    [
      `1,${'abcdefghijklm'
        .split('')
        .map((name) => `${name}-tr`)
        .join(',')}`,
      'at most 12 branches',
    ],
    [`1,a-tr${'-p'.repeat(20)}`, 'at most 20 steps'],
  ])('that is not legal says why: %s', (text, why) => {
    expect(pipelineText.parse(text)).toBeUndefined();
    expect(pipelineText.why(text)).toContain(why);
  });
});

describe('a pipeline in JSON', () => {
  it('takes the defaults of a plan file', () => {
    const json = jsonReader([{ name: 'a', steps: [{ kind: 'train' }, { kind: 'ptq' }] }], 'x', 'BadPlan');
    expect(pipelineFromJson(json)).toEqual([
      { name: 'a', wanted: null, steps: [step('train'), step('ptq')] },
    ]);
    expect(pipelineText.is([{ name: 'a', wanted: null, steps: [{ kind: 'ptq' }] }])).toBe(false);
  });
});

describe('where a step may go', () => {
  const places = (...kinds: CompressionStep['kind'][]) => Object.fromEntries(legalPlaces(kinds.map(step)));
  it('is before "map", pruning before what quantizes, one training and one map', () => {
    expect(places('train')).toMatchObject({ prune: 1, ptq: 1, 'partial-ptq': 1, qat: 1, map: 1 });
    expect(places('train')).not.toHaveProperty('train');
    expect(places('train', 'ptq', 'map')).toMatchObject({ prune: 1, ptq: 2, 'partial-ptq': 2, qat: 2 });
    expect(places('train', 'ptq', 'map')).not.toHaveProperty('map');
    expect(places()).toEqual({ train: 0 });
    expect(legalPlaces(Array.from({ length: 20 }, () => step('ptq'))).size).toBe(0);
  });
});
