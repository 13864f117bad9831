import { interpolateCividis } from 'd3-scale-chromatic';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colourScale, gridScale, inkOn, luminance, moveFocus, moveTab } from './view-model';

describe('colourScale', () => {
  it('paints the better end bright in every tab', () => {
    const accuracy = colourScale([0.94, null, 0.97], 'higher');
    const lut = colourScale([53336, 223910], 'lower');
    expect(accuracy?.colour(0.97)).toBe(interpolateCividis(1));
    expect(lut?.colour(53336)).toBe(interpolateCividis(1));
    expect([lut?.worst, lut?.best]).toEqual([223910, 53336]);
  });

  it('has no scale without values and one colour for equal ones', () => {
    expect(colourScale([null, null], 'higher')).toBeNull();
    const flat = colourScale([0, 0, 0], 'lower');
    expect(flat?.colour(0)).toBe(interpolateCividis(0.75));
  });

  it('is logarithmic for costs of different magnitude', () => {
    const scale = colourScale([1_000, 100_000], 'lower');
    expect(scale?.log).toBe(true);
    expect(scale?.colour(10_000)).toBe(interpolateCividis(0.5));
  });
});

describe('gridScale', () => {
  const finished = (value: number) => ({ value, unfinished: false });
  const first = { value: 0.5, unfinished: true };

  it('spans the finished values; what is not finished takes the colour of the nearest end', () => {
    const scale = gridScale([finished(0.94), finished(0.97), first], 'higher');
    expect([scale?.worst, scale?.best]).toEqual([0.94, 0.97]);
    expect(scale?.colour(0.5)).toBe(interpolateCividis(0));
  });

  it('spans all values while the finished ones do not differ', () => {
    const scale = gridScale([finished(0.94), first], 'higher');
    expect([scale?.worst, scale?.best]).toEqual([0.5, 0.94]);
    expect(gridScale([first], 'higher')?.best).toBe(0.5);
    expect(gridScale([{ value: null, unfinished: false }], 'higher')).toBeNull();
  });
});

describe('inkOn', () => {
  it('reads at 4.5:1 or better on every colour of the scale (WCAG 2.2, 1.4.3)', () =>
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (t) => {
        const paper = luminance(interpolateCividis(t));
        const contrast =
          inkOn(interpolateCividis(t)) === '#000' ? (paper + 0.05) / 0.05 : 1.05 / (paper + 0.05);
        expect(contrast).toBeGreaterThanOrEqual(4.5);
      }),
    ));
});

describe('moveFocus', () => {
  const at = { weightBits: 3, activationBits: 4 };
  it.each([
    ['ArrowUp', false, 2, 4],
    ['ArrowDown', false, 4, 4],
    ['ArrowLeft', false, 3, 3],
    ['ArrowRight', false, 3, 5],
    ['Home', false, 3, 1],
    ['End', false, 3, 8],
    ['Home', true, 1, 1],
    ['End', true, 8, 8],
  ])('%s with ctrl %s goes to W%d A%d', (key, ctrl, weightBits, activationBits) =>
    expect(moveFocus(at, key, ctrl)).toEqual({ weightBits, activationBits }),
  );

  it('ignores other keys', () => expect(moveFocus(at, 'a', false)).toBeNull());

  it('stays inside the grid', () => {
    expect(moveFocus({ weightBits: 1, activationBits: 1 }, 'ArrowUp', false)).toEqual({
      weightBits: 1,
      activationBits: 1,
    });
    expect(moveFocus({ weightBits: 8, activationBits: 8 }, 'ArrowRight', false)).toEqual({
      weightBits: 8,
      activationBits: 8,
    });
  });
});

describe('moveTab', () => {
  it('wraps', () => {
    expect(moveTab(0, 8, 'ArrowLeft')).toBe(7);
    expect(moveTab(7, 8, 'ArrowRight')).toBe(0);
    expect(moveTab(3, 8, 'End')).toBe(7);
    expect(moveTab(3, 8, 'Enter')).toBeNull();
  });
});
