import { describe, expect, it } from 'vitest';
import { Random } from '../../random';
import { parseSkeletons, pickVariant } from './skeleton';
import { SKELETONS } from './skeletons';

describe('parseSkeletons', () => {
  const [skeleton] = parseSkeletons('1 1.5  50 0, 0 100, 0 100 / 100 25, 50 0')[1];

  it('reads digit, weight and points in -0.5..0.5', () => {
    expect(skeleton).toMatchObject({ digit: 1, weight: 1.5 });
    expect([...skeleton.points]).toEqual([0, -0.5, -0.5, 0.5, 0.5, -0.25]);
  });

  it('shares equal points, within a stroke and between strokes', () => {
    expect(skeleton.strokes.map((stroke) => [...stroke])).toEqual([
      [0, 1, 1],
      [2, 0],
    ]);
  });
});

it('has several well-formed variants of every digit', () => {
  expect(SKELETONS.length).toBe(10);
  for (const [digit, variants] of SKELETONS.entries()) {
    expect(variants.length).toBeGreaterThanOrEqual(4);
    for (const variant of variants) {
      expect(variant.digit).toBe(digit);
      expect(variant.weight).toBeGreaterThan(0);
      expect(variant.points.every((value) => value >= -0.5 && value <= 0.5)).toBe(true);
      expect(variant.strokes.every((stroke) => stroke.length >= 2)).toBe(true);
    }
  }
});

it('picks variants by weight', () => {
  const [variants] = parseSkeletons('0 1  0 0, 1 1\n0 3  0 0, 1 1');
  const random = new Random(1);
  const second = Array.from({ length: 4000 }, () => pickVariant(variants, random)).filter(
    (v) => v === variants[1],
  );
  // Expected 3000, standard deviation 27: five of them.
  expect(Math.abs(second.length - 3000)).toBeLessThan(137);
});
