import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divisorsOf } from '../hardware/folding';
import { mlp, PRESETS } from '../network/presets';
import type { Topology } from '../network/topology';
import { generateExport } from './export';
import { planOf, signedBits, WIDEST_WORD } from './plan';
import { type FoldingNumbers, testRequest } from './testing';

const errorOf = (run: () => unknown): Error => {
  try {
    run();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('nothing was thrown');
};

const small = mlp('784-16-10', [16]);
const narrow = mlp('784-1-10', [1]);
const request = (bits: [number, number, number], foldings: FoldingNumbers[]) =>
  testRequest({ topology: small, bits, foldings, vectors: 1 });

describe('plan', () => {
  it('sizes two’s complement numbers', () => {
    expect([signedBits(0, 0), signedBits(-1, 0), signedBits(-1, 1), signedBits(-128, 127)]).toEqual([
      1, 1, 2, 8,
    ]);
    expect([signedBits(-128, 128), signedBits(-784, 785)]).toEqual([9, 11]);
  });

  it('counts an XNOR layer by agreements of 2, from -FAN_IN on', () => {
    const [first, last] = planOf(
      request(
        [1, 1, 1],
        [
          [4, 49],
          [5, 4],
        ],
      ),
    ).layers;
    expect(first).toMatchObject({ xnor: true, productBits: 3, accumulatorBits: 11, outputBits: 1, lanes: 1 });
    expect(last).toMatchObject({ xnor: true, output: null, outputBits: signedBits(-16, 17) });
  });

  it('cuts weight words wider than 64 bits into slices of a RAMB18 port', () => {
    const [first] = planOf(
      request(
        [4, 4, 8],
        [
          [4, 49],
          [5, 4],
        ],
      ),
    ).layers;
    expect(first).toMatchObject({ laneBits: 36, lanes: Math.ceil((49 * 4) / 36) });
    expect(
      planOf(
        request(
          [4, 4, 8],
          [
            [4, 16],
            [5, 4],
          ],
        ),
      ).layers[0],
    ).toMatchObject({ laneBits: 64, lanes: 1 });
  });

  it('groups input codes so that they regroup evenly into SIMD, within 64 bits', () => {
    const bits = fc.integer({ min: 1, max: 8 });
    fc.assert(
      fc.property(bits, fc.constantFrom(784, 800, 832, 787), fc.nat(), (b, mw, pick) => {
        const choices = divisorsOf(mw);
        const simd = choices[pick % choices.length];
        fc.pre(simd * b <= WIDEST_WORD);
        const foldings: FoldingNumbers[] = [
          [1, simd, 1, mw],
          [1, 1],
        ];
        const { input } = planOf(testRequest({ topology: narrow, bits: [1, 1, b], foldings, vectors: 1 }));
        expect(input.group * input.words).toBe(mw);
        expect(input.group % simd === 0 || simd % input.group === 0).toBe(true);
        expect(input.group * b).toBeLessThanOrEqual(input.streamBits);
        expect([8, 16, 32, 64]).toContain(input.streamBits);
      }),
    );
    const bnnPynq: FoldingNumbers[] = [
      [32, 64, 1024, 832],
      [1, 1],
    ];
    expect(
      planOf(testRequest({ topology: narrow, bits: [1, 1, 1], foldings: bnnPynq, vectors: 1 })).input,
    ).toMatchObject({ group: 64, words: 13, streamBits: 64 });
  });

  it('refuses a network that does not end in a dense layer', () => {
    const topology: Topology = { ...PRESETS.cnn, layers: PRESETS.cnn.layers.slice(0, 2) };
    const foldings: FoldingNumbers[] = [
      [1, 1],
      [1, 1],
    ];
    const error = errorOf(() =>
      generateExport(testRequest({ topology, bits: [4, 4, 8], foldings, vectors: 1 })),
    );
    expect(error.name).toBe('ExportUnsupported');
    expect(error.message).toMatch(/^cnn: mvau1 .*The last layer must be dense/);
  });

  it('refuses words that no HLS tool allows', () => {
    const error = errorOf(() =>
      planOf(
        request(
          [8, 8, 8],
          [
            [4, 784],
            [5, 4],
          ],
        ),
      ),
    );
    expect(error.name).toBe('ExportUnsupported');
    expect(error.message).toContain('mvau0: its SIMD needs a word of 6272 bits');
  });

  it('refuses illegal foldings and vectors of another size', () => {
    expect(
      errorOf(() =>
        planOf(
          request(
            [2, 2, 1],
            [
              [3, 49],
              [5, 4],
            ],
          ),
        ),
      ).name,
    ).toBe('IllegalFolding');
    const good = request(
      [2, 2, 1],
      [
        [4, 49],
        [5, 4],
      ],
    );
    const none = { ...good, vectors: { ...good.vectors, count: 0 } };
    expect(errorOf(() => generateExport(none)).name).toBe('BadVectors');
    const wide = { ...good, vectors: { ...good.vectors, width: 29 } };
    expect(errorOf(() => generateExport(wide)).name).toBe('BadVectors');
  });
});
