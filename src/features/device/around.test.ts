import { expect, it } from 'vitest';
import { DESIGN_DEFAULTS } from '../../core/design/design';
import { gridOf } from '../../state/testing';
import { countedOf } from './around';

it('counts what is around the layers, with every part in the explanation', () => {
  const design = { ...DESIGN_DEFAULTS, device: 'xc7z007s' } as const;
  const cell = gridOf({}, design).byKey.get('w3a3')!;
  const { explanations, scope } = countedOf(design, cell);
  expect(cell.fit.used.lut).toBeGreaterThan(cell.estimate.total.lut!);
  expect(explanations.lut?.value).toBe(cell.fit.used.lut);
  expect(explanations.bram18?.value).toBe(cell.fit.used.bram18);
  expect(explanations.lut?.substituted).toMatch(/^layers [\d,]+ \+ .*FIFOs [\d,]+ \+ width converters/);
  expect(explanations.lut?.error).toContain('labelselect0 not modelled');
  expect(scope).toContain('around the layers');
});

it('finds the fastest folding that fits with what is around the layers', () => {
  const design = { ...DESIGN_DEFAULTS, folding: 'fit', device: 'xc7z007s' } as const;
  const cell = gridOf({}, design).byKey.get('w3a3')!;
  expect(cell.fit.fits).toBe(true);
  expect(cell.fit.used.lut).toBeLessThanOrEqual(14400);
});

it('counts the layers alone where the estimator has nothing else', () => {
  const design = { ...DESIGN_DEFAULTS, network: 'lfc', estimator: 'lfc-hls', device: 'u250' };
  const cell = gridOf({}, design).byKey.get('w1a1')!;
  expect(countedOf(design, cell)).toEqual({ explanations: cell.estimate.totalExplanations, scope: null });
  expect(cell.fit.used).toEqual(cell.estimate.total);
});
