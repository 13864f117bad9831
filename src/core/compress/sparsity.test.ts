import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountAt, checkSparsity, prunePhase, type Sparsity, sparsityKey } from './sparsity';

const sparsity = (schedule: Partial<Sparsity['schedule']> = {}, amount = 0.8): Sparsity => ({
  amount,
  scope: 'layer',
  structure: 'unstructured',
  schedule: { kind: 'constant', begin: 3, end: 10, frequency: 3, ...schedule },
});

describe('a schedule', () => {
  it('picks from its begin on, every so many steps, and at its end; holds the zeros otherwise', () => {
    const phases = Array.from({ length: 12 }, (_, i) => prunePhase(sparsity(), i + 1));
    const [d, h, p] = ['dense', 'hold', 'pick'];
    expect(phases).toEqual([d, d, p, h, h, p, h, h, p, p, h, h]);
  });

  it('constant: the whole amount at once', () => {
    expect([3, 6, 10, 99].map((step) => amountAt(sparsity(), step))).toEqual([0.8, 0.8, 0.8, 0.8]);
  });

  it('polynomial: 1 - (1 - t)^3 of the amount (Zhu and Gupta 2017, equation 1)', () => {
    const rising = sparsity({ kind: 'polynomial', begin: 10, end: 30 });
    // t = 0, 1/2, 1 and beyond: 0, 7/8 of 0.8, all of it.
    expect(amountAt(rising, 10)).toBe(0);
    expect(amountAt(rising, 20)).toBeCloseTo(0.7, 12);
    expect([30, 31].map((step) => amountAt(rising, step))).toEqual([0.8, 0.8]);
  });

  it('never falls', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('constant', 'polynomial'),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 0, max: 50 }),
        (kind, begin, length) => {
          const s = sparsity({ kind, begin, end: begin + length });
          for (let step = begin; step < begin + length + 3; step++) {
            expect(amountAt(s, step + 1)).toBeGreaterThanOrEqual(amountAt(s, step));
          }
        },
      ),
    );
  });
});

describe('a sparsity is refused', () => {
  it.each([-0.1, 0.96, Number.NaN])('with the amount %d', (amount) => {
    expect(() => checkSparsity(sparsity({}, amount), 4)).toThrow(
      expect.objectContaining({ name: 'IllegalSparsity', message: expect.stringContaining('0 to 0.95') }),
    );
  });

  it.each([{ begin: 0 }, { frequency: 0 }, { end: 2 }, { begin: 1.5 }])('with the steps %o', (schedule) => {
    expect(() => checkSparsity(sparsity(schedule), 4)).toThrow(
      expect.objectContaining({ name: 'IllegalSparsity' }),
    );
  });

  it('at 1 weight bit, whose weights cannot be 0', () => {
    expect(() => checkSparsity(sparsity(), 1)).toThrow(expect.objectContaining({ name: 'BipolarSparsity' }));
    expect(() => checkSparsity(sparsity(), 2)).not.toThrow();
  });
});

it('its key tells all of it', () => {
  expect(sparsityKey(sparsity())).toBe('p0.8:layer:unstructured:constant:3-10/3');
});
