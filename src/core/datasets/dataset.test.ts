import { expect, it } from 'vitest';
import { limitDataset, sliceImages } from './dataset';
import { syntheticDataset } from './synthetic';

const data = syntheticDataset({ seed: 1, train: 30, validation: 20, test: 10 });

it('limits every part and says so in id and name', () => {
  const limited = limitDataset(data, 15);
  expect([limited.train.count, limited.validation.count, limited.test.count]).toEqual([15, 15, 10]);
  expect([...limited.train.pixels]).toEqual([...data.train.pixels.subarray(0, 15 * 784)]);
  expect(limited.id).toBe(`${data.id}-first15`);
});

it('leaves a set alone that is within the limit', () => {
  expect(limitDataset(data, 30)).toBe(data);
});

it('slices images with their labels', () => {
  const slice = sliceImages(data.test, 3, 5);
  expect([...slice.labels]).toEqual([...data.test.labels.subarray(3, 5)]);
  expect([...slice.pixels]).toEqual([...data.test.pixels.subarray(3 * 784, 5 * 784)]);
});
