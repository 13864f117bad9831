import { expect, it } from 'vitest';
import { lazyExplanations } from './lazy-explanations';

it('explanations are written when read, each for its own subject', () => {
  const written: number[] = [];
  const explained = lazyExplanations({
    lut: (value: number) => {
      written.push(value);
      return { value, formula: 'x', substituted: '', source: '', error: '' };
    },
  });
  const [three, four] = [explained(3), explained(4)];
  expect(written).toEqual([]);
  expect([four.lut.value, three.lut.value]).toEqual([4, 3]);
  expect(written).toEqual([4, 3]);
});
