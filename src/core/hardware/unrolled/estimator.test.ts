import { describe, expect, it } from 'vitest';
import { topologyOf } from '../../network/presets';
import type { Topology } from '../../network/topology';
import { deviceOf } from '../devices';
import type { EstimateRequest } from '../estimator';
import { estimatorFor } from '../estimators';
import { checkFolding, foldCycles, lanesOf } from '../folding';
import { knownStagesOf } from '../stages';
import { unrolled } from './estimator';
import { fitReuse, fitReuseGrid } from './fit';
import type { UnrolledOptions } from './options';

const JET: Topology = {
  name: 'jet',
  input: { height: 4, width: 4, channels: 1 },
  layers: [64, 32, 32, 5].map((units) => ({ kind: 'dense', units })),
  activation: 'relu',
};

const request = (options?: UnrolledOptions, topology = JET, bits = 8): EstimateRequest => ({
  topology,
  precision: { weightBits: bits, activationBits: bits, inputBits: bits },
  targetFps: 1,
  clockMhz: 200,
  part: 'xc7a200tfbg484-3',
  unrolled: options,
});

describe('unrolled as an estimator', () => {
  it("gives hls4ml's defaults: every product at once", () => {
    const { ii, total, layers, bottleneck, notes } = unrolled.estimate(request());
    // 4038 + 1.265 x 4256 x 8 and 1900 + 1.55 x 4256 x 8, no DSP below 9 bits.
    expect({ ii, ...total }).toEqual({ ii: 1, lut: 47109, ff: 54674, bram18: 0, uram: null, dsp: 0 });
    expect(layers.map(({ cycles, parallelism }) => [cycles, parallelism])).toEqual([
      [1, 'reuse factor 1, 1024 products at once'],
      [1, 'reuse factor 1, 2048 products at once'],
      [1, 'reuse factor 1, 1024 products at once'],
      [1, 'reuse factor 1, 160 products at once'],
    ]);
    expect(bottleneck).toBe('mvau0');
    expect(notes.join()).not.toContain('Extrapolation');
  });

  it('counts the weights that are not 0, and says so', () => {
    const pruned = { reuseFactor: 1, strategy: 'latency', nonZero: [256, 512, 256, 40] } as const;
    const { total, layers, notes } = unrolled.estimate(request(pruned));
    // 4038 + 1.265 x 1064 x 8: paper 002's table III has 11 % of 134600 at 8 bits and 75 % zeros.
    expect(total).toMatchObject({ lut: 14806, ff: 15094 });
    expect(layers[1].parallelism).toBe('reuse factor 1, 512 products at once');
    expect(notes).toContain(
      '1064 of 4256 weights are not 0, by the share of zeros that is asked for; with reuse factor 1 the others take no hardware.',
    );
    expect(notes.join()).not.toContain('none is counted as zero');
  });

  it('sums its layers, and explains what it has and nothing else', () => {
    const estimate = unrolled.estimate(request({ reuseFactor: 4, strategy: 'resource' }));
    const sum = (name: 'bram18' | 'dsp') =>
      estimate.layers.reduce((total, layer) => total + (layer[name] ?? 0), 0);
    // ceil(1024 x 8 / 144) = 57, 114, 57, 9.
    expect([estimate.total.bram18, sum('bram18')]).toEqual([237, 237]);
    expect(estimate.total.dsp).toBe(sum('dsp'));
    expect(estimate.total).toMatchObject({ lut: null, ff: null });
    expect(estimate.totalExplanations.lut).toBeUndefined();
    expect(estimate.totalExplanations.bram18?.value).toBe(237);
    expect(estimate.layers[1].explanations.bram18?.value).toBe(114);
    expect(estimate.layers[1].explanations.cycles?.value).toBe(4);
    expect(estimate.notes.join()).toContain('LUT and FF have no rule at reuse factor 4');
  });

  it('has the same total for a search', () => {
    for (const reuseFactor of [1, 4, 160]) {
      const asked = request({ reuseFactor, strategy: 'resource' });
      expect(unrolled.reuse?.total(asked)).toEqual(unrolled.estimate(asked).total);
    }
  });

  it('has the folding that is as parallel, for an export', () => {
    for (const reuseFactor of [1, 4, 64, 160, 2048]) {
      const asked = request({ reuseFactor, strategy: 'resource' });
      const { layers } = unrolled.estimate(asked);
      const folding = unrolled.defaultFolding(asked);
      expect(layers.map((layer) => layer.folding)).toEqual(folding);
      checkFolding(knownStagesOf(JET), folding);
      for (const [i, { cycles }] of layers.entries()) {
        expect(foldCycles(folding[i])).toBe(cycles);
        expect(lanesOf(folding[i]) * cycles).toBe(folding[i].mw * folding[i].mh);
      }
    }
  });

  it('notes every extrapolation', () => {
    const notes = unrolled.estimate({
      ...request(undefined, topologyOf('784-5-10')),
      precision: { weightBits: 2, activationBits: 3, inputBits: 1 },
    }).notes;
    expect(notes.filter((note) => note.startsWith('Extrapolation'))).toHaveLength(3);
  });

  it('refuses PE and SIMD, large layers and convolutions by name', () => {
    const folding = unrolled.defaultFolding(request());
    const refusalOf = (change: Partial<EstimateRequest>) => () =>
      unrolled.estimate({ ...request(), ...change });
    expect(refusalOf({ folding })).toThrow(expect.objectContaining({ name: 'NoFolding' }));
    expect(refusalOf({ topology: topologyOf('tfc') })).toThrow(
      expect.objectContaining({ name: 'TooManyWeights' }),
    );
    expect(refusalOf({ topology: topologyOf('cnn') })).toThrow(
      expect.objectContaining({ name: 'DenseOnly' }),
    );
  });

  it('gives way to finn with its reason, unless another strategy builds the network', () => {
    const of = (network: string, options?: UnrolledOptions) =>
      estimatorFor('unrolled', topologyOf(network), { unrolled: options });
    expect(of('tfc')).toMatchObject({
      estimator: { id: 'finn' },
      refusal: expect.stringContaining('784 x 64'),
    });
    expect(of('cnn').refusal).toContain('is a convolution');
    expect(of('tfc', { reuseFactor: 14, strategy: 'resource' })).toMatchObject({
      estimator: { id: 'unrolled' },
      refusal: null,
    });
    expect(of('784-5-10').refusal).toBeNull();
    expect(unrolled.reuse?.stops(topologyOf('cnn'), 'resource')).toEqual([]);
  });
});

describe('the smallest reuse factor that fits', () => {
  const asked = (device: string, strategy: UnrolledOptions['strategy']) => ({
    estimator: unrolled,
    topology: topologyOf('tfc'),
    inputBits: 1,
    targetFps: 1,
    clockMhz: 100,
    device: deviceOf(device),
    unrolled: { reuseFactor: 1, strategy },
  });

  it('is the first stop whose ROMs are within the device', () => {
    const cell = { weightBits: 8, activationBits: 8 };
    const { reuseFactor, fits, estimate } = fitReuse(asked('xc7z010', 'resource'), cell);
    expect(fits).toBe(true);
    expect(estimate.total.bram18).toBeLessThanOrEqual(120);
    const stops = unrolled.reuse!.stops(topologyOf('tfc'), 'resource');
    const before = stops[stops.indexOf(reuseFactor) - 1];
    const faster = unrolled.estimate({
      ...request({ reuseFactor: before, strategy: 'resource' }, topologyOf('tfc')),
      part: deviceOf('xc7z010').part,
    });
    expect(faster.total.bram18).toBeGreaterThan(120);
  });

  it('is the largest, and does not fit, where none does; ceilings count', () => {
    const cell = { weightBits: 8, activationBits: 8 };
    const none = fitReuse({ ...asked('xc7z010', 'resource'), ceilings: { bram18: 0.1 } }, cell);
    expect(none).toMatchObject({ fits: false, reuseFactor: 784 * 64 });
  });

  it('is of each cell its own in a grid', () => {
    const { cells, counts } = fitReuseGrid(asked('xc7z010', 'resource'), [1, 8], [4]);
    expect(cells.map(({ fit }) => fit.fits)).toEqual([true, true]);
    expect(cells[0].reuseFactor).toBeLessThan(cells[1].reuseFactor);
    expect(counts).toMatchObject({ all: 2, lut: null });
  });

  it('unrolls all where LUT and FF allow it', () => {
    const small = { ...asked('xc7z020', 'latency'), topology: topologyOf('784-2-10') };
    expect(fitReuse(small, { weightBits: 4, activationBits: 4 })).toMatchObject({
      reuseFactor: 1,
      fits: true,
    });
  });
});
