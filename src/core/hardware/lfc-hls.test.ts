import { describe, expect, it } from 'vitest';
import { topologyOf } from '../network/presets';
import { stagesOf } from '../network/topology';
import { ALL_BITS, cellsOf } from '../precision';
import type { EstimateRequest } from './estimator';
import { bnnPynqFolding } from './folding-bnn-pynq';
import { adderBits } from './lfc-hls';
import golden from './lfc-hls.golden.json';
import { lfcHls } from './lfc-hls-estimator';

const request = (name: string, weightBits: number, activationBits: number): EstimateRequest => ({
  topology: topologyOf(name),
  precision: { weightBits, activationBits, inputBits: 1 },
  targetFps: 10000,
  clockMhz: 100,
  part: 'xc7z020clg400-1',
});

describe('the lfc-hls estimator', () => {
  it('reproduces the 64 networks of the calibration to paper 003', () => {
    const totals = cellsOf(ALL_BITS, ALL_BITS).map(({ weightBits, activationBits }) => {
      const { lut, ff, bram18 } = lfcHls.estimate(request('lfc', weightBits, activationBits)).total;
      return [lut, ff, bram18];
    });
    expect(totals).toEqual(golden.rows);
  });

  it.each([
    [1, { lut: 53336, ff: 31954, bram18: 224, uram: null, dsp: null }],
    [8, { lut: 223910, ff: 226282, bram18: 1643, uram: null, dsp: null }],
  ])('gives the extremes of paper 003 Table 2 at W%iA%i', (bits, total) => {
    expect(lfcHls.estimate(request('lfc', bits, bits)).total).toEqual(total);
  });

  it("runs at BNN-PYNQ's 512 cycles", () => {
    expect(lfcHls.estimate(request('lfc', 3, 3)).ii).toBe(512);
  });

  it('labels what it was not calibrated on', () => {
    const lfc = lfcHls.estimate(request('lfc', 1, 1));
    expect(lfc.notes).toEqual([]);
    expect(lfcHls.estimate(request('784-1024-1024-1024-10', 1, 1)).notes).toEqual([]);
    expect(lfcHls.estimate(request('sfc', 1, 1)).notes[0]).toMatch(/Extrapolation.*784-256-256-256-10/);

    const wide = request('lfc', 1, 1);
    wide.precision.inputBits = 8;
    expect(lfcHls.estimate(wide).notes[0]).toMatch(/Extrapolation.*8 bits/);

    const folding = bnnPynqFolding(stagesOf(topologyOf('lfc'))).map((f) => ({ ...f, pe: f.pe / 2 }));
    expect(lfcHls.estimate({ ...request('lfc', 1, 1), folding }).notes[0]).toMatch(/another folding/);
  });

  it.each([
    [1, null],
    [2, null],
    [3, 4],
    [8, 128],
  ])('at A%i says that 2^(A-1) thresholds are needed: %j', (activationBits, needed) => {
    const note = lfcHls.estimate(request('lfc', 1, activationBits)).notes.at(0) ?? null;
    if (needed === null) expect(note).toBeNull();
    else
      expect(note).toContain(
        `A = ${activationBits} thresholds per neuron; this network needs 2^(A-1) = ${needed}`,
      );
  });

  it('refuses a network with convolutions', () => {
    expect(lfcHls.refuses(topologyOf('lfc'))).toBeNull();
    expect(lfcHls.refuses(topologyOf('cnn'))).toContain('fully connected networks only');
    expect(() => lfcHls.estimate(request('cnn', 1, 1))).toThrow(
      expect.objectContaining({ name: 'EstimatorRefuses' }),
    );
  });

  it('explains every number, the base constants included', () => {
    for (const name of ['lfc', 'tfc']) {
      const estimate = lfcHls.estimate(request(name, 3, 4));
      for (const layer of estimate.layers) {
        for (const key of ['lut', 'ff', 'bram18', 'cycles'] as const) {
          expect(layer.explanations[key]?.value).toBe(layer[key]);
        }
        expect(layer.dsp).toBeNull();
        expect(layer.explanations.dsp).toBeUndefined();
      }
      for (const key of ['lut', 'ff', 'bram18'] as const) {
        expect(estimate.totalExplanations[key]?.value).toBe(estimate.total[key]);
      }
      expect(estimate.totalExplanations.bram18?.substituted).toMatch(/^round\(16 \+ /);
    }
  });
});

describe('the adder tree', () => {
  // SIMD 4, 2-bit products: 2 adders of 3 bits, 1 of 4 bits, 16-bit accumulator.
  it('has SIMD - 1 adders that widen by a bit per level', () => {
    expect(adderBits(4, 2)).toBe(2 * 3 + 4 + 16);
    expect(adderBits(1, 2)).toBe(16);
    expect(adderBits(3, 2)).toBe(3 + 4 + 16);
  });
});
