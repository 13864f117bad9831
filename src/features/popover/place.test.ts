import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placePopover } from './place';

describe('placePopover', () => {
  const window = { width: 1000, height: 800 };
  const popover = { width: 300, height: 200 };

  it('opens below its number', () =>
    expect(placePopover({ left: 100, top: 100, width: 40, height: 20 }, popover, window)).toEqual({
      left: 100,
      top: 126,
    }));

  it('opens above at the bottom of the window', () =>
    expect(placePopover({ left: 100, top: 700, width: 40, height: 20 }, popover, window).top).toBe(494));

  it('stays inside the window horizontally', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), (left) => {
        const placed = placePopover({ left, top: 100, width: 40, height: 20 }, popover, window);
        expect(placed.left).toBeGreaterThanOrEqual(8);
        expect(placed.left + popover.width).toBeLessThanOrEqual(992);
      }),
    ));
});
