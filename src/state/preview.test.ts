import { describe, expect, it } from 'vitest';
import { DESIGN_DEFAULTS, type Design } from '../core/design/design';
import { cellKey } from '../core/precision';
import { previewOf as estimate } from '../core/preview/preview';
import { SHARED_EPOCHS } from '../engine/shared/recipe';
import { anchorsOf, PREVIEW_CELLS, previewKey, previewLayer, previewParts } from './preview';
import { previewOffer } from './preview-offer';
import { PREVIEW_LIMIT, type SharedAccuracies } from './preview-slice';
import { useStore } from './store';
import { finished, gridOf } from './testing';

const mnist = { id: 'mnist', name: 'MNIST', testImages: 10_000 };
const design: Design = { ...DESIGN_DEFAULTS, data: 'mnist' };
const accuracies = PREVIEW_CELLS.map(({ weightBits: w, activationBits: a }) => 1 - 0.04 / w - 0.04 / a);
const shared: SharedAccuracies = { key: 'k', accuracies, epochs: 10, engine: 'wasm-fma', revision: '0.1.0' };
const results = { w4a4: finished(0.9, 0.97) };
const anchors = anchorsOf(results);
const layerOf = (patch: Partial<Parameters<typeof previewLayer>[2]> = {}, change: Partial<Design> = {}) =>
  previewLayer({ ...design, ...change }, mnist, { shared, rough: false, anchors, ...patch });

describe('anchors', () => {
  it('are the cells that are trained to the end, wherever they lie', () => {
    const partial = { ...finished(0.9), status: 'partial' as const };
    expect(
      anchorsOf({ w1a8: finished(0.95), w2a2: partial, w3a3: { ...partial, status: 'training' } }),
    ).toEqual([{ weightBits: 1, activationBits: 8, accuracy: 0.95 }]);
  });
});

describe('the layer', () => {
  it('holds what the core estimates of every cell', () => {
    const expected = estimate(PREVIEW_CELLS, accuracies, anchors);
    const { cells } = layerOf();
    expect(PREVIEW_CELLS.map((cell) => cells[cellKey(cell)].value)).toEqual(expected);
    expect(cells.w4a4.value).toBeCloseTo(0.97, 12);
  });

  it('follows the cells that are trained later, and they take its place', () => {
    const later = { ...results, w1a1: finished(0.92) };
    const layers = [layerOf({ anchors: anchorsOf(later) })];
    const grid = gridOf(later, { data: 'mnist' }, layers);
    expect(grid.byKey.get('w1a1')!.shown).toMatchObject({ source: 'trained', value: 0.92 });
    expect(grid.byKey.get('w2a2')!.shown).toMatchObject({ source: 'preview', final: true });
    const before = layerOf().cells.w2a2.value;
    // The level is the mean over the anchors of what they differ by.
    const differ = 0.92 - layerOf().cells.w1a1.value;
    expect(grid.byKey.get('w2a2')!.shown!.value).toBeCloseTo(before + differ / 2, 12);
  });

  it('says what it is of, and what sets its level', () => {
    expect(layerOf().terms).toBe('TFC, MNIST, 5 epochs, level set by W4 A4');
    expect(layerOf({}, { start: 'shared' }).terms).toContain('5 epochs from shared weights');
    const many = PREVIEW_CELLS.slice(0, 12).map((cell) => ({ ...cell, accuracy: 0.9 }));
    expect(layerOf({ anchors: many }).terms).toMatch(/level set by 12 trained cells$/);
    expect(layerOf().origin).toMatch(/shared by all 64 networks, 10 epochs on MNIST, trained by wasm-fma/);
  });

  it('ranks alike what it cannot tell apart, and leaves trained cells as they are', () => {
    const flat = { ...shared, accuracies: PREVIEW_CELLS.map(() => 0.95) };
    const { cells, byKey } = gridOf(results, { data: 'mnist' }, [layerOf({ shared: flat })]);
    expect(new Set(cells.map(({ shown }) => shown!.value)).size).toBeGreaterThan(8);
    expect(new Set(cells.map(({ accuracy }) => accuracy))).toEqual(new Set([0.97]));
    const trained = gridOf({ w4a4: finished(0.97004) }, {}, []).byKey.get('w4a4')!;
    expect([byKey.get('w4a4')!.accuracy, trained.accuracy]).toEqual([0.97, 0.97004]);
  });

  it('may still change, and ranks nothing, before its level is set and while it is rough', () => {
    for (const layer of [layerOf({ anchors: [] }), layerOf({ rough: true })]) {
      const cell = gridOf({}, { data: 'mnist' }, [layer]).byKey.get('w2a2')!;
      expect([cell.shown?.final, cell.accuracy]).toEqual([false, null]);
    }
    expect(layerOf({ anchors: [] }).terms).toMatch(/level not set yet$/);
    expect(layerOf({ rough: true }).terms).toMatch(/rough so far$/);
  });

  it('while rough is smoothed only: scores of the first steps are far below any level', () => {
    const rough = PREVIEW_CELLS.map(() => 0.5);
    const { cells, basis } = layerOf({ rough: true, shared: { accuracies: rough, epochs: 10 } });
    expect(cells.w4a4.value).toBeCloseTo(0.5, 2);
    expect(basis?.level).toBeNull();
  });
});

describe('what a grid has of a preview', () => {
  const scores = PREVIEW_CELLS.map(() => 0.5);
  const live = { key: 'k', epochs: 30, scores };
  const parts = (patch: Partial<Parameters<typeof previewParts>[1]>, of = anchors, key = 'k') =>
    previewParts(key, { previews: [], livePreview: null, ...patch }, of);

  it('are the rough scores of the run, until there is something finished', () => {
    expect(parts({ livePreview: live })).toMatchObject({
      rough: true,
      shared: { accuracies: scores, epochs: 30 },
    });
    expect(parts({ livePreview: { ...live, scores: null } })).toBeNull();
    expect(parts({ livePreview: live, previews: [shared] })).toMatchObject({ rough: false, shared });
  });

  it('is nothing of another design', () => {
    expect(parts({ livePreview: live, previews: [shared] }, anchors, 'other')).toBeNull();
  });

  it('is nothing without a level, but while a run is on its way there', () => {
    expect(parts({ previews: [shared] }, [])).toBeNull();
    expect(parts({ previews: [shared], livePreview: { ...live, scores: null } }, [])).toMatchObject({
      shared,
    });
  });
});

it('belongs to the network, its input bits, loss, seed and data', () => {
  const key = (patch: Partial<Design>, data = 'mnist') => previewKey({ ...design, ...patch }, data);
  const others: Partial<Design>[] = [
    { network: 'sfc' },
    { inputBits: 4 },
    { loss: 'squared-hinge' },
    { seed: 1 },
  ];
  expect(new Set([key({}), key({}, 'synthetic'), ...others.map((patch) => key(patch))]).size).toBe(6);
  const same: Partial<Design>[] = [
    { epochs: 9 },
    { start: 'shared' },
    { selected: { weightBits: 1, activationBits: 7 } },
    { device: 'zu3eg' },
    { network: '784-64-64-64-10' },
  ];
  expect(new Set(same.map((patch) => key(patch)))).toEqual(new Set([key({})]));
});

describe('the offer', () => {
  const all = Object.fromEntries(PREVIEW_CELLS.map((cell) => [cellKey(cell), finished(0.9)]));

  it.each([
    ['a first preview', undefined, {}, { kind: 'new', epochs: SHARED_EPOCHS.quick }],
    ['the level only, of a preview of other epochs', { epochs: 30 }, {}, { kind: 'level', epochs: 30 }],
    ['a longer one', { epochs: 10 }, results, { kind: 'longer', epochs: SHARED_EPOCHS.thorough }],
    ['nothing after the longest', { epochs: 30 }, results, null],
    ['nothing where all cells are trained', undefined, all, null],
  ])('is %s', (_, kept, of, offer) => {
    expect(previewOffer(kept, of)).toEqual(offer);
  });
});

describe('previews that are kept', () => {
  const keep = (patch: Partial<SharedAccuracies>) => useStore.getState().keepPreview({ ...shared, ...patch });
  const kept = () => useStore.getState().previews.map(({ key, epochs }) => [key, epochs]);

  it('are the longest of each design', () => {
    useStore.setState({ previews: [] });
    keep({ epochs: 10 });
    keep({ epochs: 30 });
    keep({ key: 'other' });
    keep({ epochs: 10 });
    expect(kept()).toEqual([
      ['other', 10],
      ['k', 30],
    ]);
  });

  it('are the latest', () => {
    useStore.setState({ previews: [] });
    for (let i = 0; i <= PREVIEW_LIMIT; i++) keep({ key: `k${i}` });
    expect([kept().length, kept()[0], kept().at(-1)]).toEqual([
      PREVIEW_LIMIT,
      ['k1', 10],
      [`k${PREVIEW_LIMIT}`, 10],
    ]);
  });
});
