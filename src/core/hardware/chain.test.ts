import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topologyOf } from '../network/presets';
import { stagesOf } from '../network/topology';
import { chainOf } from './chain';
import type { NodeEstimate } from './estimate';
import type { EstimateRequest } from './estimator';
import { finn } from './finn';
import { finnAnswers } from './finn-record';
import { bnnPynqFolding } from './folding-bnn-pynq';

const request = (
  name: string,
  weightBits: number,
  activationBits: number,
  inputBits: number,
): EstimateRequest => ({
  topology: topologyOf(name),
  precision: { weightBits, activationBits, inputBits },
  targetFps: 10000,
  clockMhz: 100,
  part: 'xc7z020clg400-1',
});

const chain = (asked: EstimateRequest) => chainOf(asked, finn.estimate(asked));
const named = (nodes: readonly NodeEstimate[], name: string) => nodes.find((node) => node.name === name);

describe('the chain of an MLP', () => {
  const lfc = request('lfc', 1, 1, 1);
  const folding = bnnPynqFolding(stagesOf(lfc.topology));

  it('joins the MVAUs by FIFOs, and by converters where the streams differ', () => {
    const { nodes } = chain({ ...lfc, folding });
    expect(nodes.map(({ name, shape }) => `${name}: ${shape}`)).toEqual([
      'mvau0: 832 x 1024, PE 32, SIMD 64',
      'fifo0: 32 words of 32 bits',
      'mvau1: 1024 x 1024, PE 64, SIMD 32',
      'fifo1: 16 words of 64 bits',
      'mvau2: 1024 x 1024, PE 32, SIMD 64',
      'fifo2: 32 words of 32 bits',
      'dwc0: 32 to 8 bits',
      'mvau3: 1024 x 64, PE 16, SIMD 8',
      'labelselect0: best of 10, PE 1',
    ]);
  });

  it('has a FIFO where its words are wider: behind a converter that widens, before one that narrows', () => {
    const widths = [
      { mw: 784, mh: 1024, pe: 4, simd: 16 },
      { mw: 1024, mh: 1024, pe: 32, simd: 16 },
      { mw: 1024, mh: 1024, pe: 16, simd: 8 },
      { mw: 1024, mh: 10, pe: 1, simd: 16 },
    ];
    const { nodes } = chain({ ...lfc, folding: widths });
    const joined = nodes.filter(({ kind }) => kind === 'fifo' || kind === 'dwc');
    expect(joined.map(({ name, shape }) => `${name}: ${shape}`)).toEqual([
      'dwc0: 4 to 16 bits',
      'fifo0: 64 words of 16 bits',
      'fifo1: 32 words of 32 bits',
      'dwc1: 32 to 8 bits',
      'fifo2: 64 words of 16 bits',
    ]);
  });

  it('leaves the MVAUs as they are, and adds the rest to them', () => {
    const estimate = finn.estimate({ ...lfc, folding });
    const { nodes, total } = chain({ ...lfc, folding });
    const mvaus = nodes.filter(({ kind }) => kind === 'mvau');
    expect(mvaus.map(({ lut, bram18, cycles }) => [lut, bram18, cycles])).toEqual(
      estimate.layers.map(({ lut, bram18, cycles }) => [lut, bram18, cycles]),
    );
    const extra = nodes.filter(({ kind }) => kind === 'fifo' || kind === 'dwc').map(({ lut }) => lut ?? 0);
    expect(total.lut).toBe(44141 + extra.reduce((a, b) => a + b, 0));
  });

  it('never counts what FINN does not model as 0', () => {
    const { nodes, total, atLeast } = chain(lfc);
    expect(named(nodes, 'labelselect0')).toMatchObject({
      lut: null,
      ff: null,
      bram18: null,
      uram: null,
      dsp: null,
    });
    expect(atLeast.lut).toEqual(['labelselect0']);
    expect(total.ff).toBeNull();
    expect(atLeast.ff).toHaveLength(nodes.length);
  });
});

describe('the chain of the CNN', () => {
  const asked = request('cnn', 4, 4, 8);

  it('has a generator before each convolution and before the pool', () => {
    const kinds = chain(asked)
      .nodes.map(({ kind }) => kind)
      .filter((kind) => kind !== 'dwc' && kind !== 'fifo');
    expect(kinds).toEqual(['swg', 'mvau', 'swg', 'mvau', 'swg', 'pool', 'mvau', 'label-select']);
  });

  it("agrees with FINN's answers for the same nodes", () => {
    const { nodes } = chain(asked);
    const generator = (dim: number, out: number, channels: number, type: string, simd: number) =>
      finnAnswers({
        op: 'ConvolutionInputGenerator_rtl',
        params: {
          ConvKernelDim: [3, 3],
          IFMChannels: channels,
          IFMDim: [dim, dim],
          OFMDim: [out, out],
          SIMD: simd,
          Stride: [1, 1],
          inputDataType: type,
        },
      });
    const shown = ({ lut, bram18, cycles }: { lut: unknown; bram18: unknown; cycles: unknown }) => [
      lut,
      bram18,
      cycles,
    ];
    const [first, second] = [named(nodes, 'swg0'), named(nodes, 'swg1')];
    if (!first || !second) throw new Error('no generators');
    expect(shown(first)).toEqual(shown(generator(28, 26, 1, 'UINT8', 1)));
    expect(shown(second)).toEqual(
      shown(generator(26, 24, 12, 'UINT4', Number(/SIMD (\d+)/.exec(second.shape)?.[1]))),
    );
  });

  it('keeps the generators and the pool within the slowest MVAU where it can', () => {
    const bits = fc.integer({ min: 1, max: 8 });
    fc.assert(
      fc.property(bits, bits, bits, (w, a, i) => {
        const r = request('cnn', w, a, i);
        return chain(r).ii === finn.estimate(r).ii;
      }),
      { numRuns: 30 },
    );
  });

  it('holds a window before a convolution, the rows but one of a kernel before a generator, a map before a dense layer', () => {
    const { nodes } = chain(asked);
    const bits = (name: string) => {
      const [words, width] = (named(nodes, name)?.shape.match(/\d+/g) ?? []).map(Number);
      return words * width;
    };
    const kinds = nodes.map(({ kind }) => kind).filter((kind) => kind !== 'dwc');
    expect(kinds.join(' ')).toBe('swg fifo mvau fifo swg fifo mvau fifo swg pool fifo mvau label-select');
    const held = [3 * 3 * 8, 2 * 26 * 12 * 4, 3 * 3 * 12 * 4, 24 * 12 * 4, 12 * 12 * 12 * 4];
    held.forEach((least, i) => {
      // At least two words; Vivado's FIFO rounds its depth up to a power of two.
      expect(bits(`fifo${i}`)).toBeGreaterThanOrEqual(least);
      expect(bits(`fifo${i}`)).toBeLessThanOrEqual(2 * least);
    });
  });

  it('says when a generator is the bottleneck', () => {
    const unrolled = stagesOf(asked.topology).map(({ fanIn, units }) => ({
      pe: units,
      simd: fanIn,
      mw: fanIn,
      mh: units,
    }));
    const { bottleneck, ii, fps } = chain({ ...asked, folding: unrolled });
    expect(bottleneck).toMatch(/^swg/);
    expect(ii).toBeGreaterThan(finn.estimate({ ...asked, folding: unrolled }).ii);
    expect(fps).toBeCloseTo(1e8 / ii, 9);
  });
});

it('explains every number of every node with the number', () => {
  for (const asked of [request('lfc', 2, 2, 1), request('cnn', 4, 4, 8)]) {
    for (const node of chain(asked).nodes) {
      for (const key of ['lut', 'cycles'] as const) {
        const { value, substituted } = node.explanations[key] ?? {};
        expect(value).toBe(node[key] ?? undefined);
        if (value !== undefined) expect(substituted).toContain(`= ${node[key]}`);
      }
    }
  }
});
