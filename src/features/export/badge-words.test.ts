import { describe, expect, it } from 'vitest';
import { DESIGN_DEFAULTS } from '../../core/design/design';
import type { FloatCheck } from '../../engine/float-check';
import { finishedCell } from '../../engine/storage/testing';
import { exportableOf } from '../../state/exportable';
import { designRecipe } from '../../state/recipes';
import { smallAtlas } from '../../state/testing';
import { badgeOf, checkWords, isEqual, mismatchRows, vectorWords } from './badge-words';

const cell = finishedCell(designRecipe(DESIGN_DEFAULTS, DESIGN_DEFAULTS.selected, 1000));
const check: FloatCheck = {
  images: 10_000,
  mismatches: 1,
  first: [
    {
      image: 321,
      label: 8,
      floatClass: 3,
      integerClass: 8,
      floatScores: [1.25, 1.2499998807907104],
      integerScores: [700, 700],
      reason: 'threshold',
      stage: 'mvau1',
    },
  ],
};

describe('the badge', () => {
  it('counts the images that were compared, and the mismatches', () => {
    const badge = badgeOf({ source: 'trained', cell: { ...cell, floatCheck: check } });
    expect(checkWords(badge)).toBe('10,000 images compared, 1 mismatch');
    expect(isEqual(badge, null)).toBe(false);
    const whole = badgeOf({ source: 'trained', cell: { ...cell, floatCheck: { ...check, mismatches: 0 } } });
    expect(checkWords(whole)).toBe('10,000 images compared, 0 mismatches');
    expect(isEqual(whole, { vectors: 100, equal: 100, firstDifferent: null })).toBe(true);
    expect(isEqual(whole, { vectors: 100, equal: 99, firstDifferent: 3 })).toBe(false);
  });

  it('says that a network was quantized after its training, which is no mistake', () => {
    const ptq = { ...cell, recipe: { ...cell.recipe, ptq: 'ptq(w8)' } };
    expect(badgeOf({ source: 'trained', cell: ptq })).toMatchObject({
      check: null,
      why: expect.stringContaining('after its training'),
    });
  });

  it('says that a reference network is not compared, and why', () => {
    const design = { ...DESIGN_DEFAULTS, selected: { weightBits: 1, activationBits: 1 } };
    const badge = badgeOf(exportableOf({ design, results: {}, atlas: smallAtlas() })!);
    expect(checkWords(badge)).toBe('not compared');
    expect(badge).toMatchObject({ why: expect.stringMatching(/trained elsewhere/) });
  });

  it('says that a cell of an older version is not compared, and what to do', () => {
    const badge = badgeOf({ source: 'trained', cell });
    expect(checkWords(badge)).toBe('not compared');
    expect(badge).toMatchObject({ why: expect.stringMatching(/train it anew/) });
    expect(isEqual(badge, null)).toBe(false);
  });

  it('lists the mismatches with both scores of both paths and the reason', () =>
    expect(mismatchRows(check)).toEqual([
      {
        image: 321,
        label: 8,
        float: '3 (1.25 / 1.24999988)',
        integer: '8 (700 / 700)',
        reason: 'BatchNorm, rounded to float32, is on the other side of a threshold of mvau1',
      },
    ]));

  it('counts the vectors', () =>
    expect(vectorWords({ vectors: 100, equal: 98, firstDifferent: 5 })).toBe(
      'vectors recomputed: 98 of 100 equal',
    ));
});
