import { expect, it } from 'vitest';
import { DEVICES } from '../devices';
import { limitsOf } from './limits';

it('takes whole units of a device, all of it by default', () => {
  expect(limitsOf(DEVICES.xc7z020)).toEqual({ lut: 53200, ff: 106400, bram18: 280, uram: 0, dsp: 220 });
  // FINN's recommended ceilings (finn/util/platforms.py:40); 0.7 x 53200 is exactly 37240.
  expect(limitsOf(DEVICES.xc7z020, { lut: 0.7, ff: 0.5, bram18: 0.8, dsp: 0.8 })).toEqual({
    lut: 37240,
    ff: 53200,
    bram18: 224,
    uram: 0,
    dsp: 176,
  });
});

it.each([-0.1, 1.01, Number.NaN])('refuses a ceiling of %d', (lut) => {
  expect(() => limitsOf(DEVICES.xc7z020, { lut })).toThrow(
    expect.objectContaining({ name: 'IllegalCeiling', message: expect.stringContaining('from 0 to 1') }),
  );
});
