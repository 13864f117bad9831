import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ACCURACY_SOURCES,
  type AccuracyLayer,
  type CellAccuracy,
  comparedData,
  layerAccuracy,
  stronger,
  trainedAccuracy,
} from './accuracy';
import { finished, gridOf, referenceOf } from './testing';

const synthetic = { id: 'synthetic', name: 'synthetic digits', testImages: 2_000 };
const mnist = { data: 'mnist' } as const;
const preview = (accuracies: Record<string, number>): AccuracyLayer => ({
  ...referenceOf(accuracies),
  source: 'preview',
  data: synthetic,
});

/** What each of these cells shows, and what of it counts. */
const shownIn = (grid: ReturnType<typeof gridOf>, ...keys: string[]) =>
  keys.map((key) => {
    const { shown, compared, accuracy } = grid.byKey.get(key)!;
    return [shown?.source ?? null, shown?.value ?? null, compared, accuracy];
  });

describe('a cell', () => {
  it('shows the strongest source that it has, in whatever order they are asked', () => {
    const known = [
      trainedAccuracy(finished(0.9), synthetic)!,
      layerAccuracy(preview({ w1a1: 0.8 }), 'w1a1')!,
      layerAccuracy(referenceOf({ w1a1: 0.7 }), 'w1a1')!,
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(known, { minLength: 1 }), (some) => {
        const strongest = Math.min(...some.map(({ source }) => ACCURACY_SOURCES.indexOf(source)));
        const shown = some.reduce<CellAccuracy | null>(stronger, null);
        expect(shown?.source).toBe(ACCURACY_SOURCES[strongest]);
      }),
    );
  });

  it('shows the reference until its own first epoch, and its own from then on', () => {
    const queued = { ...finished(), status: 'queued' as const };
    const training = { ...finished(0.4), status: 'training' as const };
    const grid = gridOf({ w1a1: queued, w2a2: training, w3a3: finished(0.9) }, mnist, [
      referenceOf({ w1a1: 0.95, w2a2: 0.96, w3a3: 0.97 }),
    ]);
    expect(shownIn(grid, 'w1a1', 'w2a2', 'w3a3', 'w4a4')).toEqual([
      ['reference', 0.95, true, 0.95],
      ['trained', 0.4, true, null],
      ['trained', 0.9, true, 0.9],
      [null, null, false, null],
    ]);
  });
});

describe('accuracies are compared', () => {
  it('as they are while nothing is trained, whatever the data of the design', () => {
    const grid = gridOf({}, { data: 'synthetic' }, [referenceOf({ w1a1: 0.95 })]);
    expect(shownIn(grid, 'w1a1')).toEqual([['reference', 0.95, true, 0.95]]);
  });

  it('with the reference where the own training is on the same data', () => {
    const grid = gridOf({ w1a1: finished(0.9) }, mnist, [referenceOf({ w1a1: 0.95, w2a2: 0.96 })]);
    expect(shownIn(grid, 'w1a1', 'w2a2')).toEqual([
      ['trained', 0.9, true, 0.9],
      ['reference', 0.96, true, 0.96],
    ]);
  });

  it('without the reference as soon as a cell has an epoch on other data: it is shown, but does not count', () => {
    const training = { ...finished(0.4), status: 'training' as const };
    const grid = gridOf({ w1a1: training }, { data: 'synthetic' }, [referenceOf({ w2a2: 0.96 })]);
    expect(shownIn(grid, 'w1a1', 'w2a2')).toEqual([
      ['trained', 0.4, true, null],
      ['reference', 0.96, false, null],
    ]);
  });

  it('without the reference beside a preview on other data', () => {
    const layers = [preview({ w1a1: 0.8 }), referenceOf({ w1a1: 0.95, w2a2: 0.96 })];
    expect(shownIn(gridOf({}, { data: 'synthetic' }, layers), 'w1a1', 'w2a2')).toEqual([
      ['preview', 0.8, true, 0.8],
      ['reference', 0.96, false, null],
    ]);
  });

  it('never across data sets', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('trained', 'preview', 'reference', null), { maxLength: 6 }),
        (sources) => {
          const shown = sources.map((source) => {
            if (source === null) return null;
            if (source === 'trained') return trainedAccuracy(finished(0.9), synthetic);
            const layer = source === 'preview' ? preview({ k: 0.8 }) : referenceOf({ k: 0.7 });
            return layerAccuracy(layer, 'k');
          });
          const own = sources.includes('trained') || sources.includes('preview');
          const expected = own ? 'synthetic' : sources.includes('reference') ? 'mnist' : null;
          expect(comparedData(shown)).toBe(expected);
        },
      ),
    ));
});
