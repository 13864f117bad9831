import { expect, it } from 'vitest';
import { DESIGN_DEFAULTS } from '../../core/design/design';
import { DEVICES } from '../../core/hardware/devices';
import { devicesFor } from './what-fits';

it('lists every device once, those that hold the cell first', () => {
  const rows = devicesFor({
    ...DESIGN_DEFAULTS,
    network: 'lfc',
    estimator: 'lfc-hls',
    selected: { weightBits: 1, activationBits: 1 },
  });
  expect(rows.map(({ device }) => device.id).sort()).toEqual(Object.keys(DEVICES).sort());
  const cut = rows.findIndex(({ fit }) => !fit.fits);
  expect(rows.slice(cut).every(({ fit }) => !fit.fits)).toBe(true);
  // Paper 003: 53336 LUT at W1 A1 exceed the Z7020's 53200.
  const z7020 = rows.find(({ device }) => device.id === 'xc7z020')!;
  expect([z7020.fit.fits, z7020.fit.binding]).toEqual([false, 'lut']);
  expect(rows[0].fit.fits).toBe(true);
});

it('folds for each device anew where the design asks for the fastest that fits', () => {
  const rows = devicesFor({ ...DESIGN_DEFAULTS, folding: 'fit' });
  const fps = (id: string) => rows.find(({ device }) => device.id === id)!.fps;
  expect(fps('u250')).toBeGreaterThan(fps('xc7z010'));
});
