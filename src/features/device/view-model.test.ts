import { expect, it } from 'vitest';
import type { Fit } from '../../core/hardware/device';
import { fitSentence } from './view-model';

const cell = (fits: boolean, binding: Fit['binding']): { fit: Fit } => ({
  fit: { fits, binding, utilisation: { lut: 0, ff: 0, bram18: 0, dsp: 0 } },
});

it('counts what fits and names what runs out most often', () => {
  const cells = [cell(true, 'lut'), cell(false, 'bram18'), cell(false, 'bram18'), cell(false, 'ff')];
  expect(fitSentence(cells)).toEqual({
    before: '1 of 4 networks fit. Beyond them',
    binding: 'BRAM18',
    after: 'runs out first most often.',
  });
});

it('says so when all or none fit', () => {
  expect(fitSentence([cell(true, 'lut')]).before).toBe('All 1 networks fit.');
  expect(fitSentence([cell(false, 'lut')])).toEqual({
    before: 'No network fits:',
    binding: 'LUT',
    after: 'runs out most often.',
  });
});
