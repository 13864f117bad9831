import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIdx, imageSetOf, parseIdx } from './idx';
import { randomIdx } from './testing';

const named = (name: string, message: RegExp) =>
  expect.objectContaining({ name, message: expect.stringMatching(message) });

const parse = (bytes: Uint8Array) => parseIdx(bytes, 'digits.idx');

const idxFile = fc
  .oneof(
    fc.tuple(fc.nat(20)),
    fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })),
  )
  .chain((dims) => {
    const length = dims.reduce((a, b) => a * b, 1);
    return fc.record({
      dims: fc.constant([...dims]),
      data: fc.uint8Array({ minLength: length, maxLength: length }),
    });
  });

describe('parseIdx', () => {
  it('reads the header that the MNIST page documents', () => {
    const bytes = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 5, 0, 4);
    expect(parse(bytes)).toMatchObject({ dims: [3], data: Uint8Array.of(5, 0, 4) });
  });

  it('gives back what was written', () => {
    fc.assert(
      fc.property(idxFile, ({ dims, data }) => {
        const array = parse(formatIdx(dims, data));
        expect(array.dims).toEqual(dims);
        expect([...array.data]).toEqual([...data]);
      }),
    );
  });

  it('reads a file that does not start at the start of its buffer', () => {
    const file = formatIdx([2], Uint8Array.of(7, 9));
    const shifted = new Uint8Array(file.length + 3);
    shifted.set(file, 3);
    expect([...parse(shifted.subarray(3)).data]).toEqual([7, 9]);
  });

  it('refuses every shorter file as truncated, every longer one for its trailing bytes', () => {
    fc.assert(
      fc.property(idxFile, fc.nat(1000), ({ dims, data }, n) => {
        const file = formatIdx(dims, data);
        const cut = file.subarray(0, n % file.length);
        const long = new Uint8Array(file.length + 1 + (n % 9));
        long.set(file);
        expect(() => parse(cut)).toThrow(named('TruncatedFile', /digits\.idx ends after/));
        expect(() => parse(long)).toThrow(named('TrailingBytes', /more than the/));
      }),
    );
  });

  it('refuses any other magic number', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 4, maxLength: 40 }), (bytes) => {
        fc.pre(!(bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 8 && (bytes[3] === 1 || bytes[3] === 3)));
        expect(() => parse(bytes)).toThrow(named('WrongMagic', /0x00000801/));
      }),
    );
  });

  it('is not misled by sizes whose product overflows 32 bits', () => {
    const bytes = formatIdx([0x10000, 0x10000, 1], new Uint8Array(8));
    expect(() => parse(bytes)).toThrow(named('TruncatedFile', /4294967312 bytes/));
  });
});

describe('imageSetOf', () => {
  const { images, labels } = randomIdx(6);

  it('joins images and labels', () => {
    const set = imageSetOf(parse(images), parse(labels));
    expect(set).toMatchObject({ count: 6, height: 28, width: 28 });
    expect(set.pixels.length).toBe(6 * 784);
  });

  it('refuses mismatching counts', () => {
    const five = formatIdx([5], new Uint8Array(5));
    expect(() => imageSetOf(parse(images), parse(five))).toThrow(
      named('MismatchingCounts', /6 images but .* 5 labels/),
    );
  });

  it('refuses labels above 9', () => {
    const wrong = formatIdx([6], Uint8Array.of(0, 1, 2, 10, 4, 5));
    expect(() => imageSetOf(parse(images), parse(wrong))).toThrow(named('WrongLabel', /label 10 at index 3/));
  });

  it('refuses images and labels in the wrong places', () => {
    expect(() => imageSetOf(parse(labels), parse(labels))).toThrow(named('WrongKind', /holds labels/));
    expect(() => imageSetOf(parse(images), parse(images))).toThrow(named('WrongKind', /holds images/));
  });
});
