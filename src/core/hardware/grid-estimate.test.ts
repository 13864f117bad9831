import { describe, expect, it } from 'vitest';
import { topologyOf } from '../network/presets';
import { ALL_BITS } from '../precision';
import { fitOn } from './device';
import { DEVICES, deviceOf } from './devices';
import { ESTIMATORS, estimatorOf } from './estimators';
import { estimateGrid } from './grid-estimate';

const grid = (estimator: string, device: string) =>
  estimateGrid(
    {
      estimator: estimatorOf(estimator),
      topology: topologyOf('lfc'),
      inputBits: 1,
      targetFps: 10000,
      clockMhz: 100,
      device: deviceOf(device),
    },
    ALL_BITS,
    ALL_BITS,
  );

describe('the grid of paper 003', () => {
  const { cells, counts } = grid('lfc-hls', 'xc7z020');

  it('has 7 networks within the BRAM and 22 within the FF (section 3.5), 4 within both (section 3.2)', () => {
    expect(counts).toMatchObject({ bram: 7, ff: 22, bramAndFf: 4 });
  });

  it('has none within the LUT: the smallest, 53336, exceeds 53200 (Table 2, FINN platforms.py)', () => {
    expect(counts.lut).toBe(0);
    expect(counts.all).toBe(0);
  });

  it('has its 4 networks at W1 A1 to A4', () => {
    const both = cells.filter(
      ({ fit }) => (fit.utilisation.bram18 ?? 2) <= 1 && (fit.utilisation.ff ?? 2) <= 1,
    );
    expect(both.map((c) => [c.weightBits, c.activationBits])).toEqual([
      [1, 1],
      [1, 2],
      [1, 3],
      [1, 4],
    ]);
  });

  it('lists W down and A across', () => {
    expect(cells).toHaveLength(64);
    expect(cells[9]).toMatchObject({ weightBits: 2, activationBits: 2 });
  });
});

describe('a grid', () => {
  it('fits with everything around the layers, or not at all', () => {
    const finn = estimatorOf('finn');
    for (const { weightBits, activationBits, estimate, fit } of grid('finn', 'xc7z045').cells) {
      const precision = { weightBits, activationBits, inputBits: 1 };
      const { total } = finn.chain!({ topology: topologyOf('lfc'), precision }, estimate);
      expect(fit).toEqual(fitOn(deviceOf('xc7z045'), total));
      expect(fit.used.lut).toBeGreaterThan(estimate.total.lut!);
    }
  });

  it('counts nothing for a resource that is not modelled', () => {
    expect(grid('finn', 'xc7z020').counts).toMatchObject({ ff: null, bramAndFf: null });
  });
});

describe('fit', () => {
  const device = deviceOf('xc7z020');

  it('is decided by the modelled resources, the binding one named', () => {
    const fit = fitOn(device, { lut: 53200, ff: null, bram18: 281, uram: null, dsp: 0 });
    expect(fit.fits).toBe(false);
    expect(fit.binding).toBe('bram18');
    expect(fit.utilisation.ff).toBeNull();
    expect(fitOn(device, { lut: 53200, ff: null, bram18: 280, uram: 0, dsp: 0 })).toMatchObject({
      fits: true,
      binding: 'lut',
    });
  });
});

describe('devices', () => {
  it('are found by id, and an unknown one is answered with the ids', () => {
    for (const id of Object.keys(DEVICES)) expect(deviceOf(id).id).toBe(id);
    expect(() => deviceOf('toString')).toThrow(
      expect.objectContaining({
        name: 'UnknownDevice',
        message: expect.stringContaining('xc7z020, xc7z030'),
      }),
    );
  });

  it('has the Z7020 of paper 003 section 3.5: 280 BRAM18 and 106400 FF', () => {
    expect(deviceOf('xc7z020')).toMatchObject({ bram18: 280, ff: 106400, lut: 53200, dsp: 220 });
  });
});

describe('estimators', () => {
  it('are found by id, and an unknown one is answered with the ids', () => {
    for (const id of Object.keys(ESTIMATORS)) expect(estimatorOf(id).id).toBe(id);
    expect(() => estimatorOf('vivado')).toThrow(
      expect.objectContaining({
        name: 'UnknownEstimator',
        message: expect.stringContaining('finn, finn-r, lfc-hls'),
      }),
    );
  });
});
