import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dodge, placeLabels } from './labels';

const positions = fc.array(fc.double({ min: -50, max: 150, noNaN: true }), { maxLength: 6 });

describe('dodge', () => {
  it('leaves what does not collide', () => expect(dodge([10, 40, 80], 13, 0, 100)).toEqual([10, 40, 80]));
  it('moves neighbours apart', () => expect(dodge([10, 12], 13, 0, 100)).toEqual([10, 23]));

  it('keeps labels apart, inside and in order', () =>
    fc.assert(
      fc.property(positions, (input) => {
        const output = dodge(input, 13, 0, 100);
        const order = input.map((_, i) => i).sort((a, b) => input[a] - input[b]);
        const sorted = order.map((i) => output[i]);
        for (const [i, value] of sorted.entries()) {
          expect(value).toBeGreaterThanOrEqual(-1e-9);
          expect(value).toBeLessThanOrEqual(100 + 1e-9);
          if (i > 0) expect(value - sorted[i - 1]).toBeGreaterThanOrEqual(13 - 1e-9);
        }
      }),
    ));

  it('shrinks the gap when there is no room', () =>
    expect(dodge([50, 50, 50], 13, 40, 60)).toEqual([40, 50, 60]));
});

describe('placeLabels', () => {
  const frame = { x: 0, y: 0, width: 200, height: 100 };

  it('prefers the right side', () => {
    const [box] = placeLabels([{ x: 50, y: 50, text: 'W3 A3' }], [], frame);
    expect(box.x).toBeGreaterThan(50);
  });

  it('goes left at the right edge', () => {
    const [box] = placeLabels([{ x: 195, y: 50, text: 'W8 A8' }], [], frame);
    expect(box.x + box.width).toBeLessThan(195);
  });

  it('does not put one label on another', () => {
    const anchors = [
      { x: 50, y: 50, text: 'W3 A3' },
      { x: 52, y: 51, text: 'W4 A4' },
    ];
    const [a, b] = placeLabels(anchors, [], frame);
    const apart =
      a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
    expect(apart).toBe(true);
  });
});
