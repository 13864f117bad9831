import { expect, it } from 'vitest';
import { Random } from './random';

it('gives the sequence of xoshiro128** (reference state 1, 2, 3, 4)', () => {
  const random = new Random([1, 2, 3, 4]);
  // First outputs by hand from the published algorithm: rotl(s1 * 5, 7) * 9.
  expect([random.uint32(), random.uint32()]).toEqual([11520, 0]);
});

it('resumes from its state', () => {
  const a = new Random(7);
  for (let i = 0; i < 10; i++) a.uint32();
  const b = new Random(a.state);
  expect(Array.from({ length: 20 }, () => b.uint32())).toEqual(Array.from({ length: 20 }, () => a.uint32()));
});

it('has independent streams by purpose', () => {
  expect(Random.for(42, 'weights').uint32()).not.toBe(Random.for(42, 'shuffle').uint32());
});

it('shuffles to a permutation', () => {
  const values = Uint32Array.from({ length: 100 }, (_, i) => i);
  new Random(3).shuffle(values);
  expect([...values].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
  expect(values[0] === 0 && values[1] === 1 && values[2] === 2).toBe(false);
});
