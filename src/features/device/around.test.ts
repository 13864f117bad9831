import { expect, it } from 'vitest';
import { DESIGN_DEFAULTS } from '../../core/design/design';
import { deviceOf } from '../../core/hardware/devices';
import { gridOf } from '../../state/testing';
import { aroundWarning } from './around';

it('warns where only the layers fit, and is silent where all fits', () => {
  const design = { ...DESIGN_DEFAULTS, folding: 'fit', device: 'xc7z007s' } as const;
  const cell = gridOf({}, design).byKey.get('w3a3')!;
  expect(cell.fit.fits).toBe(true);
  expect(aroundWarning(design, cell, deviceOf('xc7z007s'))).toMatch(
    /^With what is around the layers it needs at least 1\d,\d{3} LUT of 14,400: too much\.$/,
  );
  expect(aroundWarning(design, cell, deviceOf('xc7z020'))).toBeNull();
});

it('is silent where the estimator has no chain', () => {
  const design = { ...DESIGN_DEFAULTS, network: 'lfc', estimator: 'lfc-hls', device: 'u250' };
  const cell = gridOf({}, design).byKey.get('w1a1')!;
  expect(aroundWarning(design, cell, deviceOf('u250'))).toBeNull();
});
