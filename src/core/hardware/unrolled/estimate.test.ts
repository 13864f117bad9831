import { describe, expect, it } from 'vitest';
import { topologyOf } from '../../network/presets';
import { JET_TAGGER } from './anchors';
import { type UnrolledRequest, unrolledEstimate } from './estimate';
import { checkUnrollable, unrolledLayers } from './layer';

const request = (change: Partial<UnrolledRequest> = {}): UnrolledRequest => ({
  layers: JET_TAGGER,
  weightBits: 16,
  dataBits: 16,
  reuseFactor: 4,
  strategy: 'resource',
  sparsity: 0,
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
    expect(total).toEqual({ lut: null, ff: null, dsp: 1064, bram18: 474 });
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

  it('explains every number', () => {
    for (const estimate of [
      unrolledEstimate(request()),
      unrolledEstimate(request({ weightBits: 6, reuseFactor: 1 })),
    ]) {
      const { explanations, total, ii, latencyCycles, fps } = estimate;
      for (const [name, value] of Object.entries({ ...total, ii, latencyCycles, fps })) {
        const explanation = Object(explanations)[name];
        expect(explanation.value).toBe(value ?? 0);
        expect(explanation.substituted).not.toMatch(/undefined|NaN/);
      }
    }
  });

  it.each([-0.1, 1, Number.NaN])('refuses a sparsity of %d', (sparsity) => {
    expect(() => unrolledEstimate(request({ sparsity }))).toThrow(
      expect.objectContaining({ name: 'IllegalSparsity' }),
    );
  });
});

describe('the limit of 4096 weights per layer', () => {
  it('refuses larger layers by name, with what to do', () => {
    expect(() => unrolledEstimate(request({ layers: unrolledLayers(topologyOf('tfc')) }))).toThrow(
      expect.objectContaining({
        name: 'TooManyWeights',
        where: 'mvau0',
        message: expect.stringMatching(/784 x 64 = 50176 weights.*at most 4096.*folded style/),
      }),
    );
    const edge = (units: number) => [{ name: 'fc', fanIn: 64, units }];
    expect(() => checkUnrollable(edge(64))).not.toThrow();
    expect(() => checkUnrollable(edge(65))).toThrow(expect.objectContaining({ name: 'TooManyWeights' }));
  });

  it('comes with one for convolutions', () => {
    expect(() => unrolledLayers(topologyOf('cnn'))).toThrow(expect.objectContaining({ name: 'DenseOnly' }));
    expect(unrolledLayers(topologyOf('784-4-10'))).toEqual([
      { name: 'mvau0', fanIn: 784, units: 4 },
      { name: 'mvau1', fanIn: 4, units: 10 },
    ]);
  });
});
