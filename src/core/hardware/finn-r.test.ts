import { describe, expect, it } from 'vitest';
import { topologyOf } from '../network/presets';
import { stagesOf } from '../network/topology';
import type { EstimateRequest } from './estimator';
import { finnR } from './finn-r-estimator';
import { bnnPynqFolding } from './folding-bnn-pynq';

const request = (name: string, bits: number): EstimateRequest => ({
  topology: topologyOf(name),
  precision: { weightBits: bits, activationBits: bits, inputBits: bits },
  targetFps: 10000,
  clockMhz: 100,
  part: 'xc7z020clg400-1',
});

describe('the finn-r estimator', () => {
  const folding = bnnPynqFolding(stagesOf(topologyOf('lfc')));

  // 4 x 300 + 1.1 x 6272 lanes x W A. The 208 RAMB18s are those of BNN-PYNQ's synthesis (README of lfcW1A1, Vivado 2018.2).
  it.each([
    [1, 8099, 208],
    [8, 442749, 1504],
  ])("gives W%iA%i of LFC in BNN-PYNQ's fold", (bits, lut, bram18) => {
    const estimate = finnR.estimate({ ...request('lfc', bits), folding });
    expect(estimate.total).toEqual({ lut, ff: null, bram18, uram: null, dsp: null });
    expect(estimate.ii).toBe(512);
  });

  it('explains its numbers with the numbers', () => {
    const { layers, total, totalExplanations } = finnR.estimate(request('cnn', 3));
    for (const layer of layers) {
      for (const key of ['lut', 'bram18', 'cycles'] as const) {
        expect(layer.explanations[key]?.value).toBe(layer[key]);
        expect(layer.explanations[key]?.substituted).toContain(`= ${layer[key]}`);
      }
    }
    expect(totalExplanations.lut?.value).toBe(total.lut);
    expect(totalExplanations.bram18?.value).toBe(total.bram18);
  });

  it('counts the output positions of a convolution', () => {
    const [first] = finnR.estimate(request('cnn', 3)).layers;
    expect(first.cycles).toBe((9 / first.folding.simd) * (12 / first.folding.pe) * 26 * 26);
  });
});
