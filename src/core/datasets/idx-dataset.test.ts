import { describe, expect, it } from 'vitest';
import { datasetOfIdx, type NamedBytes } from './idx-dataset';
import { randomIdx } from './testing';

const pair = (name: string, count: number, seed: number, side = 28): NamedBytes[] => {
  const { images, labels } = randomIdx(count, seed, side);
  return [
    { name: `${name}.a`, bytes: images },
    { name: `${name}.b`, bytes: labels },
  ];
};

const named = (name: string, message: RegExp) =>
  expect.objectContaining({ name, message: expect.stringMatching(message) });

describe('datasetOfIdx', () => {
  const train = pair('x', 60, 1);
  const test = pair('y', 10, 2);

  it('splits two pairs as MNIST is: the last sixth of the larger validates, the smaller tests', () => {
    const data = datasetOfIdx([...test, ...train]);
    expect([data.train.count, data.validation.count, data.test.count]).toEqual([50, 10, 10]);
    expect([...data.test.pixels]).toEqual([...test[0].bytes.subarray(16)]);
    expect([...data.validation.labels]).toEqual([...train[1].bytes.subarray(8 + 50)]);
  });

  it('splits one pair into five, one and one sevenths', () => {
    const data = datasetOfIdx(pair('x', 70, 1));
    expect([data.train.count, data.validation.count, data.test.count]).toEqual([50, 10, 10]);
  });

  it('names a set by its content, whatever the order and names of the files', () => {
    const data = datasetOfIdx([...train, ...test]);
    const renamed = [...train, ...test].reverse().map((file, i) => ({ ...file, name: `file ${i}` }));
    expect(data.id).toMatch(/^idx-[0-9a-f]{12}$/);
    expect(data.name).toContain('70 images');
    expect(datasetOfIdx(renamed).id).toBe(data.id);
    expect(datasetOfIdx([...train, ...pair('y', 10, 3)]).id).not.toBe(data.id);
  });

  it.each([
    ['no files', []],
    ['images without labels', [train[0]]],
    ['three files', [...train, test[0]]],
    ['three pairs', [...train, ...test, ...pair('z', 20, 5)]],
  ])('refuses %s', (_, files) => {
    expect(() => datasetOfIdx(files)).toThrow(named('WrongFiles', /one of each, or two of each/));
  });

  it('refuses two sets of one size, of which either could test', () => {
    expect(() => datasetOfIdx([...train, ...pair('y', 60, 2)])).toThrow(
      named('AmbiguousFiles', /x\.a and y\.a/),
    );
  });

  it('refuses images of another size', () => {
    expect(() => datasetOfIdx(pair('x', 70, 1, 32))).toThrow(named('WrongImageSize', /x\.a .*32 x 32/));
  });

  it('refuses too few images', () => {
    expect(() => datasetOfIdx(pair('x', 6, 1))).toThrow(named('TooFewImages', /6 images/));
  });

  it('refuses labels of another set', () => {
    expect(() => datasetOfIdx([train[0], test[1]])).toThrow(named('MismatchingCounts', /60 images/));
  });
});
