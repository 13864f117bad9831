import { expect, it } from 'vitest';
import { type Fit, fitOn } from '../../core/hardware/device';
import { DEVICES } from '../../core/hardware/devices';
import { countsSentence, fitSentence } from './view-model';

const cell = (fits: boolean, binding: Fit['binding']): { fit: Fit } => ({
  fit: { ...fitOn(DEVICES.xc7z020, { lut: 0, ff: 0, bram18: 0, uram: 0, dsp: 0 }), fits, binding },
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

it('counts by resource, leaving out what is not modelled', () => {
  // Paper 003 section 3.5: 7 networks within BRAM, 22 within FF, 4 within both.
  expect(countsSentence({ bram: 7, ff: 22, bramAndFf: 4, lut: 0, all: 0 }, 64)).toBe(
    'Within the device by resource: BRAM18 7, FF 22, BRAM18 and FF 4, LUT 0 of 64.',
  );
  expect(countsSentence({ bram: 64, ff: null, bramAndFf: null, lut: 60, all: 60 }, 64)).toBe(
    'Within the device by resource: BRAM18 64, LUT 60 of 64.',
  );
});
