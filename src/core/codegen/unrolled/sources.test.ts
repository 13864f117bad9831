import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../network/presets';
import type { Topology } from '../../network/topology';
import { generateExport } from '../export';
import { planOf } from '../plan';
import { denseOf } from '../rtl/testing';
import { testRequest } from '../testing';
import { MOST_WEIGHTS } from './limit';
import { digitsOf, scaledOf } from './rtl/digits';
import { shapeOf } from './rtl/layer-shape';
import { adderTree, levelsOf } from './rtl/sum';
import { type UnrolledTest, unrolledRequest } from './testing';
import { neuronsOf } from './weights';

const filesOf = (options: UnrolledTest): Map<string, string> =>
  new Map(
    generateExport(unrolledRequest({ vectors: 1, ...options })).map(({ path, content }) => [
      path,
      String(content),
    ]),
  );

const sparse: UnrolledTest = { topology: denseOf('hardtanh', 12, 10, 6), bits: [6, 4, 8], zeros: 0.6 };

const errorOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return String(error);
  }
  return 'none';
};

describe('the Verilog of unrolled layers', () => {
  it('keeps to 120 columns of printable ASCII, without trailing blanks, one module per file of its name', () => {
    for (const reuse of [1, 3])
      for (const [path, source] of filesOf({ ...sparse, reuse })) {
        if (!/^rtl\/.*\.v$/.test(path)) continue;
        for (const line of source.split('\n')) {
          expect(line, path).toMatch(/^[\x20-\x7e]{0,120}$/);
          expect(line, path).not.toMatch(/ $/);
        }
        expect([...source.matchAll(/^module (\w+)/gm)].map(([, name]) => `rtl/${name}.v`)).toEqual([path]);
      }
  });

  it('has a term for each weight that is not 0, and none for the others', () => {
    const request = unrolledRequest(sparse);
    const sources = filesOf(sparse);
    for (const layer of planOf(request).layers) {
      const { neurons } = shapeOf(layer);
      const source = sources.get(`rtl/${layer.name}.v`)!;
      const blocks = source.split(/^ {2}\/\/ Neuron \d+: /m).slice(1);
      expect(blocks.length).toBe(neurons.length);
      neurons.forEach(({ weights, thresholds }, index) => {
        const terms = [...blocks[index].matchAll(/\bx(\d+)_(\d+)\b/g)].map(([, input]) => Number(input));
        const built = !layer.output || thresholds.length > 0;
        const wanted = built ? weights.map(({ input }) => input) : [];
        expect(terms.sort((a, b) => a - b)).toEqual(wanted);
      });
      const zeros = layer.integer.weights.filter((code) => code === 0).length;
      expect(zeros).toBeGreaterThan(layer.integer.weights.length / 2);
    }
  });

  it('shares a multiplier among as many weights as the reuse factor says, those of 0 aside', () => {
    const options = { ...sparse, reuse: 3 };
    const sources = filesOf(options);
    for (const layer of planOf(unrolledRequest(options)).layers) {
      const built = shapeOf(layer).neurons.filter(({ thresholds }) => !layer.output || thresholds.length > 0);
      const wanted = built.reduce((sum, { weights }) => sum + Math.ceil(weights.length / 3), 0);
      expect(sources.get(`rtl/${layer.name}.v`)?.match(/ {2}shared_product #/g)?.length).toBe(wanted);
    }
  });

  it('is the reviewed text for a small network', async () => {
    const topology: Topology = {
      name: 'tiny',
      input: { height: 2, width: 3, channels: 1 },
      layers: [
        { kind: 'dense', units: 3 },
        { kind: 'dense', units: 4 },
      ],
      activation: 'hardtanh',
    };
    const tiny = filesOf({ topology, bits: [4, 2, 2] });
    await expect(tiny.get('rtl/mvau0.v')).toMatchFileSnapshot('tiny.golden.mvau0.v');
    await expect(tiny.get('hls/bitscape_top.cpp')).toMatchFileSnapshot('tiny.golden.top.cpp');
    await expect(tiny.get('hls/mvau1.h')).toMatchFileSnapshot('tiny.golden.mvau1.h');
    const shared = filesOf({ topology, bits: [2, 2, 2], reuse: 2 });
    await expect(shared.get('rtl/mvau1.v')).toMatchFileSnapshot('tiny.golden.shared.v');
  });

  it('has no 0 in a shift-and-add form, and no two digits side by side', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 15 }), (value) => {
        const digits = digitsOf(value);
        expect(digits.reduce((sum, { sign, shift }) => sum + sign * 2 ** shift, 0)).toBe(value);
        for (const [i, { shift }] of digits.slice(1).entries())
          expect(shift - digits[i].shift).toBeGreaterThan(1);
        const { odd, shift } = scaledOf(value);
        expect(odd * 2 ** shift).toBe(value);
        expect(odd % 2).toBe(1);
      }),
    );
  });

  it('gives every sum the width that its terms can take', () => {
    const end = fc.integer({ min: -40, max: 40 });
    const term = fc.record({ sign: fc.constantFrom<1 | -1>(1, -1), ends: fc.tuple(end, end) });
    fc.assert(
      fc.property(fc.array(term, { minLength: 1, maxLength: 40 }), (terms) => {
        const given = terms.map(({ sign, ends: [a, b] }, i) => ({
          sign,
          text: `t${i}`,
          low: Math.min(a, b),
          high: Math.max(a, b),
          netBits: 7,
        }));
        const { registers, sum } = adderTree('sum', given, Math.max(1, levelsOf(terms.length)));
        const low = given.reduce((s, t) => s + (t.sign > 0 ? t.low : -t.high), 0);
        const high = given.reduce((s, t) => s + (t.sign > 0 ? t.high : -t.low), 0);
        expect([sum.low, sum.high]).toEqual([low, high]);
        for (const { bits, low, high } of registers) {
          expect(low).toBeGreaterThanOrEqual(-(2 ** (bits - 1)));
          expect(high).toBeLessThan(2 ** (bits - 1));
        }
      }),
    );
  });
});

describe('the unrolled style', () => {
  it('takes the fewest words of an image', () => {
    const shared = { reuse: 16, strategy: 'resource', zeros: 0.9 } as const;
    const { input } = planOf(unrolledRequest({ topology: PRESETS.tfc, bits: [2, 2, 1], ...shared }));
    expect(input).toMatchObject({ pixels: 784, group: 61, words: 13, streamBits: 64 });
  });

  it('refuses networks that are too large before anything is written, and says what to choose', () => {
    const large = unrolledRequest({
      topology: PRESETS.tfc,
      bits: [1, 1, 1],
      reuse: 16,
      strategy: 'resource',
    });
    const weights = large.network.stages.reduce((sum, stage) => sum + stage.weights.length, 0);
    const error = errorOf(() => planOf(large));
    expect(error).toContain('ExportTooLarge');
    expect(error).toContain(`${weights} weights that are not 0`);
    expect(error).toContain(`at most ${MOST_WEIGHTS}`);
    expect(error).toContain('finn');
  });

  it('counts the weights that are not 0', () => {
    const options = { topology: PRESETS.tfc, bits: [2, 2, 1], reuse: 16, strategy: 'resource' } as const;
    expect(errorOf(() => planOf(unrolledRequest(options)))).toContain('ExportTooLarge');
    const { layers } = planOf(unrolledRequest({ ...options, zeros: 0.9 }));
    const kept = layers.flatMap(({ integer }) => neuronsOf(integer)).flat().length;
    expect(kept).toBeLessThan(MOST_WEIGHTS);
  });

  it('refuses convolutions by name', () => {
    const foldings = PRESETS.cnn.layers.map(() => [1, 1] as const);
    const cnn = testRequest({ topology: PRESETS.cnn, bits: [2, 2, 8], foldings, vectors: 1 });
    const asUnrolled = { ...cnn, estimate: { ...cnn.estimate, estimator: 'unrolled' } };
    const error = errorOf(() => planOf(asUnrolled));
    expect(error).toContain('ExportUnsupported');
    expect(error).toContain('mvau0 is a convolution');
  });
});
