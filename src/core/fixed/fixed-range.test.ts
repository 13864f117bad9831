import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactCodeOf } from './cast';
import { codeLimits, rangeOf } from './fixed-range';
import { parseFixedType } from './fixed-text';
import { fixedType } from './fixed-type';
import { anyType } from './testing';

describe('the range of a fixed-point type', () => {
  it.each([
    ['ap_fixed<8,3>', -4, 3.96875, 0.03125],
    ['ap_fixed<8,3,AP_TRN,AP_SAT_SYM>', -3.96875, 3.96875, 0.03125],
    ['ap_ufixed<4,0>', 0, 0.9375, 0.0625],
    ['ap_fixed<4,-2>', -0.125, 0.109375, 0.015625],
    ['ap_ufixed<4,6>', 0, 60, 4],
    ['ap_fixed<1,1,AP_TRN,AP_SAT_SYM>', -1, 0, 1],
    ['ap_fixed<64,64>', -(2 ** 63), 2 ** 63, 1],
  ])('%s is [%d, %d] in steps of %d', (text, min, max, step) => {
    expect(rangeOf(parseFixedType(text))).toEqual({ min, max, step });
  });

  it('is what saturation gives', () => {
    fc.assert(
      fc.property(anyType(64), (type) => {
        if (type.overflow !== 'SAT' && type.overflow !== 'SAT_SYM') return;
        const { min, max } = codeLimits(type);
        expect([exactCodeOf(type, -1e200), exactCodeOf(type, 1e200)]).toEqual([min, max]);
      }),
    );
  });

  it('belongs to modes that there are', () => {
    expect(() => fixedType({ width: 8, integer: 3, overflow: Object('CLIP') })).toThrow(
      expect.objectContaining({
        name: 'BadFixedType',
        message: expect.stringContaining('SAT, SAT_ZERO, SAT_SYM, WRAP'),
      }),
    );
    expect(() => fixedType({ width: 8, integer: 3, quantization: Object('CEIL') })).toThrow(
      expect.objectContaining({ name: 'BadFixedType', message: expect.stringContaining('RND_CONV') }),
    );
  });
});
