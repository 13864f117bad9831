import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFixedType, printFixedType } from './fixed-text';
import { fixedType } from './fixed-type';
import { anyType } from './testing';

describe('the text of a fixed-point type', () => {
  it("takes AMD's defaults, hls4ml's spelling and spaces", () => {
    const plain = fixedType({ width: 8, integer: 3, quantization: 'RND', overflow: 'SAT' });
    expect(parseFixedType('ap_fixed<8,3,AP_RND,AP_SAT>')).toEqual(plain);
    expect(parseFixedType(' fixed< 8, 3 ,RND,SAT, 0 > ')).toEqual(plain);
    expect(parseFixedType('ufixed<4,-2>')).toEqual({
      width: 4,
      integer: -2,
      signed: false,
      quantization: 'TRN',
      overflow: 'WRAP',
    });
  });

  it('is printed without default modes at its end', () => {
    const texts = [
      'ap_fixed<16,6>',
      'ap_ufixed<8,10,AP_RND_CONV>',
      'ap_fixed<8,-3,AP_TRN,AP_SAT_SYM>',
      'ap_fixed<1,1,AP_TRN_ZERO,AP_SAT_ZERO>',
    ];
    expect(texts.map((text) => printFixedType(parseFixedType(text)))).toEqual(texts);
  });

  it('names the type again', () => {
    fc.assert(
      fc.property(anyType(64), (type) => {
        expect(parseFixedType(printFixedType(type))).toEqual(type);
      }),
    );
  });

  it.each([
    ['ap_int<8>', 'is no fixed-point type'],
    ['ap_fixed<8>', '1 parameters'],
    ['ap_fixed<8,3,AP_RND,AP_SAT,0,1>', '6 parameters'],
    ['ap_fixed<8.5,3>', 'has "8.5" as its width'],
    ['ap_fixed<8,x>', 'has "x" as its integer bits'],
    ['ap_fixed<0,0>', 'from 1 to 4096, not 0'],
    ['ap_fixed<8,99999>', 'from -16384 to 16384, not 99999'],
    ['ap_fixed<8,3,AP_ROUND>', 'use one of AP_RND, AP_RND_ZERO'],
    ['ap_fixed<8,3,AP_RND,AP_WRAP_SM>', 'use one of AP_SAT, AP_SAT_ZERO, AP_SAT_SYM, AP_WRAP'],
    ['ap_fixed<8,3,AP_RND,AP_WRAP,2>', 'leave N out'],
  ])('%s is refused: %s', (text, message) => {
    expect(() => parseFixedType(text)).toThrow(
      expect.objectContaining({ name: 'BadFixedType', message: expect.stringContaining(message) }),
    );
  });
});
