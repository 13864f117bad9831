import { expect, it } from 'vitest';
import { topologyOf } from '../../network/presets';
import { ALL_BITS } from '../../precision';
import { fitOn } from '../device';
import { DEVICES } from '../devices';
import { finn } from '../finn';
import { fit } from './fit';
import { fitGrid } from './fit-grid';

it('gives every cell its own fastest folding, and the smallest where nothing fits', () => {
  const request = {
    estimator: finn,
    topology: topologyOf('lfc'),
    device: DEVICES.xc7z020,
    clockMhz: 100,
    inputBits: 1,
  };
  const { cells, counts } = fitGrid(request, ALL_BITS, ALL_BITS);
  expect(cells).toHaveLength(64);
  for (const { weightBits, activationBits, fitted, estimate, fit: onDevice } of cells) {
    const precision = { weightBits, activationBits, inputBits: 1 };
    expect(JSON.stringify(fitted)).toBe(JSON.stringify(fit({ ...request, precision })));
    expect(fitOn(request.device, fitted.whole)).toEqual(onDevice);
    // LFC has 2.9 million weights; the device holds 280 x 18432 bits: one bit each, not two.
    expect(onDevice.fits).toBe(weightBits === 1);
    expect(estimate).toBe(fitted.folding === null ? fitted.smallest : fitted.estimate);
  }
  expect(counts.all).toBe(8);
});

it('calls a cell fitting only within the ceilings', () => {
  const request = {
    estimator: finn,
    topology: topologyOf('sfc'),
    device: DEVICES.xc7z020,
    clockMhz: 100,
    inputBits: 1,
    ceilings: { bram18: 0.05 },
  };
  const [cell] = fitGrid(request, [4], [4]).cells;
  expect(fitOn(DEVICES.xc7z020, cell.estimate.total).fits).toBe(true);
  expect(cell).toMatchObject({ fitted: { folding: null }, fit: { fits: false, binding: 'bram18' } });
});
