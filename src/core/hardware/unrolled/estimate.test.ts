import { describe, expect, it } from 'vitest';
import { JET_TAGGER } from './anchors';
import { type UnrolledRequest, unrolledEstimate } from './estimate';

const request = (change: Partial<UnrolledRequest> = {}): UnrolledRequest => ({
  layers: JET_TAGGER,
  weightBits: 16,
  dataBits: 16,
  reuseFactor: 4,
  strategy: 'resource',
  clockMhz: 200,
  part: 'xc7a200tfbg484-3',
  ...change,
});

describe('an unrolled network', () => {
  it('takes an input every reuse factor cycles', () => {
    const { ii, fps, latencyCycles, latencyMicroseconds } = unrolledEstimate(request());
    expect([ii, fps]).toEqual([4, 50e6]);
    expect(latencyMicroseconds).toBeCloseTo(latencyCycles / 200, 12);
  });

  it('has as many multipliers as a round needs, each in a DSP, weights in ROMs of 36 bits', () => {
    const { layers, total } = unrolledEstimate(request());
    expect(layers.map((layer) => layer.multipliers)).toEqual([256, 512, 256, 40]);
    // ceil(1024 x 16 / (4 x 36)) = 114, ceil(2048 x 16 / 144) = 228, 114, ceil(160 x 16 / 144) = 18.
    expect(total).toEqual({ lut: null, ff: null, dsp: 1064, bram18: 474, uram: null });
    expect(unrolledEstimate(request({ strategy: 'latency' })).total.bram18).toBe(0);
  });

  it('says which reuse factors it had to change; the slowest layer sets the II', () => {
    const { layers, ii, notes } = unrolledEstimate(request({ reuseFactor: 48 }));
    expect(layers.map((layer) => layer.reuseFactor)).toEqual([32, 32, 32, 32]);
    expect(ii).toBe(32);
    expect(notes[0]).toBe('fc1: reuse factor 48 is not legal, 32 is the nearest.');
  });

  it('knows LUT and FF only for products in LUTs at reuse 1, and says so elsewhere', () => {
    const narrow = unrolledEstimate(request({ weightBits: 8, dataBits: 8, reuseFactor: 1 }));
    expect(narrow.total).toMatchObject({ lut: expect.any(Number), ff: expect.any(Number), dsp: 0 });
    expect(narrow.notModelled.join()).not.toContain('LUT and FF');
    expect(unrolledEstimate(request()).notModelled[0]).toContain('LUT and FF');
  });

  it('explains every number that it has', () => {
    const narrow = { weightBits: 6, dataBits: 6 };
    for (const change of [{}, { ...narrow, reuseFactor: 1 }, { ...narrow, strategy: 'latency' }] as const) {
      const { explanations, total, ii, latencyCycles, fps } = unrolledEstimate(request(change));
      for (const [name, value] of Object.entries({ ...total, ii, latencyCycles, fps })) {
        const explanation = Object(explanations)[name];
        expect(explanation?.value).toBe(value ?? undefined);
        expect(explanation?.substituted ?? '').not.toMatch(/undefined|NaN/);
      }
    }
  });

  it('takes the rounds of all layers in turn under the resource strategy', () => {
    const at = (reuseFactor: number, strategy: 'latency' | 'resource') =>
      unrolledEstimate(request({ reuseFactor, strategy })).latencyCycles;
    expect(at(1, 'resource')).toBe(at(1, 'latency'));
    expect(at(8, 'resource') - at(1, 'resource')).toBe(4 * 7);
  });

  it('heeds the depth of a ROM beyond 512 words, where the block has narrower ones', () => {
    const layers = [{ name: 'fc', fanIn: 1024, units: 4 }];
    const bram = (reuseFactor: number) => unrolledEstimate(request({ layers, reuseFactor })).total.bram18;
    // 128 bits x 512: ceil(128 / 36) = 4. 64 bits x 1024: ceil(64 / 18) = 4. 16 bits x 4096: 4 of 1024 x 18.
    expect([bram(512), bram(1024), bram(4096)]).toEqual([4, 4, 4]);
  });

  it('counts the weights that are not 0 of each layer: products, LUT, FF and latency', () => {
    const narrow = { weightBits: 8, dataBits: 8, reuseFactor: 1, strategy: 'latency' } as const;
    const [dense, pruned] = [undefined, [256, 512, 256, 40]].map((nonZero) =>
      unrolledEstimate(request({ ...narrow, nonZero })),
    );
    expect(dense.layers.map((layer) => layer.multipliers)).toEqual([1024, 2048, 1024, 160]);
    expect(pruned.layers.map((layer) => layer.multipliers)).toEqual([256, 512, 256, 40]);
    // 4038 + 1.265 x 4256 x 8 and with 1064; 1900 + 1.55 x the same; 2 x 0.75 cycles of each layer's tree less.
    expect([dense.total.lut, dense.total.ff]).toEqual([47109, 54674]);
    expect([pruned.total.lut, pruned.total.ff]).toEqual([14806, 15094]);
    expect([dense.latencyCycles, pruned.latencyCycles]).toEqual([39, 33]);
    const all = [1024, 2048, 1024, 160];
    expect(unrolledEstimate(request({ ...narrow, nonZero: all })).total).toEqual(dense.total);
  });

  it('with reuse spares whole rounds of zeros (latency) or none (resource)', () => {
    const multipliers = (strategy: 'latency' | 'resource') =>
      unrolledEstimate(request({ strategy, nonZero: [1021, 512, 256, 40] })).layers.map(
        (layer) => layer.multipliers,
      );
    expect(multipliers('latency')).toEqual([256, 128, 64, 10]);
    expect(multipliers('resource')).toEqual([256, 512, 256, 40]);
  });

  it.each([[[1, 2, 3]], [[1025, 1, 1, 1]], [[-1, 1, 1, 1]], [[0.5, 1, 1, 1]]])(
    'refuses the counts %o',
    (nonZero) => {
      expect(() => unrolledEstimate(request({ nonZero }))).toThrow(
        expect.objectContaining({ name: 'WrongNonZero', message: expect.stringContaining('1024, 2048') }),
      );
    },
  );
});
