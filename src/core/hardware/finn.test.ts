import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topologyOf } from '../network/presets';
import { stagesOf } from '../network/topology';
import type { Precision } from '../precision';
import type { EstimateRequest } from './estimator';
import { finn } from './finn';
import { bnnPynqFolding } from './folding-bnn-pynq';
import { writtenOut } from './lazy-explanations';

const request = (name: string, precision: Precision): EstimateRequest => ({
  topology: topologyOf(name),
  precision,
  targetFps: 10000,
  clockMhz: 100,
  part: 'xc7z020clg400-1',
});

const w1a1 = { weightBits: 1, activationBits: 1, inputBits: 1 };

describe('the finn estimator', () => {
  it("sums FINN's MVAUs: LFC W1A1 in BNN-PYNQ's fold is 44141 LUT and 175 RAMB18 (FINN dev 73ba5ed)", () => {
    const folding = bnnPynqFolding(stagesOf(topologyOf('lfc')));
    const { total, ii } = finn.estimate({ ...request('lfc', w1a1), folding });
    expect(total).toEqual({ lut: 44141, ff: null, bram18: 175, uram: 0, dsp: 0 });
    expect(ii).toBe(512);
  });

  it('meets the default target for every preset', () => {
    for (const name of ['tfc', 'sfc', 'lfc', 'cnn']) {
      const estimate = finn.estimate(request(name, { weightBits: 4, activationBits: 4, inputBits: 8 }));
      expect(estimate.fps).toBeGreaterThan(10000);
      expect(estimate.notes).toEqual([]);
    }
  });

  it('times the pipeline: II of the slowest layer, latency as the sum', () => {
    const estimate = finn.estimate(request('lfc', w1a1));
    expect(estimate.layers.map((layer) => layer.cycles)).toEqual([7168, 8192, 8192, 5120]);
    expect(estimate.ii).toBe(8192);
    expect(estimate.bottleneck).toBe('mvau1');
    expect(estimate.latencyCycles).toBe(7168 + 8192 + 8192 + 5120);
    expect(estimate.fps).toBeCloseTo(1e8 / 8192, 9);
  });

  it('bills a convolution once per output position', () => {
    const estimate = finn.estimate(request('cnn', { weightBits: 4, activationBits: 4, inputBits: 8 }));
    const { folding, cycles } = estimate.layers[0];
    expect(cycles).toBe((9 / folding.simd) * (12 / folding.pe) * 26 * 26);
  });

  it('says what it leaves out, never as 0', () => {
    const mlp = finn.estimate(request('tfc', w1a1));
    const cnn = finn.estimate(request('cnn', w1a1));
    expect(mlp.total.ff).toBeNull();
    expect(mlp.layers.every((layer) => layer.ff === null)).toBe(true);
    expect(mlp.notModelled.join(' ')).toMatch(/Flip-flops.*Thresholds.*"auto".*FIFOs.*class/s);
    expect(mlp.notModelled.join(' ')).not.toMatch(/Sliding-window/);
    expect(cnn.notModelled.join(' ')).toMatch(/Sliding-window.*Max-pooling/s);
  });

  it('says when the target is out of reach', () => {
    const estimate = finn.estimate({ ...request('lfc', w1a1), targetFps: 1e7 });
    expect(estimate.notes[0]).toMatch(/10000000 frames\/s is out of reach/);
  });

  it('refuses an illegal folding', () => {
    const folding = bnnPynqFolding(stagesOf(topologyOf('lfc'))).map((f) => ({ ...f, pe: 3 }));
    expect(() => finn.estimate({ ...request('lfc', w1a1), folding })).toThrow(
      expect.objectContaining({ name: 'IllegalFolding' }),
    );
  });

  it('explains every number that it gives, with the number', () => {
    const bits = fc.integer({ min: 1, max: 8 });
    const network = fc.constantFrom('tfc', 'lfc', 'cnn');
    fc.assert(
      fc.property(network, bits, bits, bits, (name, weightBits, activationBits, inputBits) => {
        const estimate = finn.estimate(request(name, { weightBits, activationBits, inputBits }));
        for (const layer of estimate.layers) {
          for (const key of ['lut', 'bram18', 'uram', 'dsp', 'cycles'] as const) {
            const explanation = layer.explanations[key];
            expect(explanation?.value).toBe(layer[key]);
            expect(explanation?.substituted).toContain(String(layer[key]));
          }
          expect(layer.explanations.ff).toBeUndefined();
        }
        for (const key of ['lut', 'bram18', 'uram', 'dsp'] as const) {
          expect(estimate.totalExplanations[key]?.value).toBe(estimate.total[key]);
        }
        for (const key of ['ii', 'latencyCycles', 'fps'] as const) {
          expect(estimate.totalExplanations[key]?.value).toBe(estimate[key]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('survives a structured clone once its explanations are written out, and JSON as it is', () => {
    const lazy = finn.estimate(request('tfc', w1a1));
    const estimate = writtenOut(lazy);
    expect(JSON.stringify(lazy)).toBe(JSON.stringify(estimate));
    const copy = structuredClone(estimate);
    expect(copy).toEqual(estimate);
    expect(copy.layers[0].explanations.lut?.value).toBe(estimate.layers[0].lut);
  });
});
