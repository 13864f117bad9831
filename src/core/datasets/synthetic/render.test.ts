import { expect, it } from 'vitest';
import { type Pen, render } from './render';

const pen: Pen = {
  radius: 1,
  pressure: { height: 0, frequency: 1, phase: 0 },
  softness: 1,
  aspect: 1,
};

const draw = (line: number[], options: Partial<Pen> = {}) => {
  const image = new Uint8Array(784);
  render([Float64Array.from(line)], { ...pen, ...options }, image);
  return (x: number, y: number) => image[28 * y + x];
};

it('draws a vertical bar 20 pixels high and as wide as the pen, in the middle', () => {
  const at = draw([0, 0, 0, 1]);
  // The centre line runs at x = 14 from y = 5 to 23; the pen adds a pixel all round.
  const column = Array.from({ length: 28 }, (_, y) => at(14, y));
  expect(column.filter((value) => value > 127).length).toBe(20);
  const row = Array.from({ length: 28 }, (_, x) => at(x, 14));
  expect(row.filter((value) => value === 255).length).toBe(2);
  expect(row.filter((value) => value > 0).length).toBe(2);
});

it('keeps the aspect: the longer side decides the scale', () => {
  const at = draw([0, 0, 4, 0, 4, 1]);
  const row = Array.from({ length: 28 }, (_, y) => Array.from({ length: 28 }, (_, x) => at(x, y)));
  const inked = row.filter((values) => values.some((value) => value > 127));
  expect(inked.length).toBeLessThan(8);
  expect(Math.max(...inked.map((values) => values.filter((value) => value > 127).length))).toBe(20);
});

it('draws wider with a wide pen and softer with a soft one', () => {
  const width = (options: Partial<Pen>) => {
    const at = draw([0, 0, 0, 1], options);
    return Array.from({ length: 28 }, (_, x) => at(x, 14)).filter((value) => value > 0).length;
  };
  expect(width({ aspect: 1.6 })).toBeGreaterThan(width({}));
  expect(width({ softness: 3 })).toBeGreaterThan(width({}));
});
