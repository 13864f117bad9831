import { describe, expect, it } from 'vitest';
import { errorOf, resultOf } from './testing';

describe('bitscape fixed', () => {
  it('gives code, value and bits of every number', async () => {
    expect(await resultOf('fixed', '--type', 'ap_fixed<8,3,AP_RND,AP_SAT>', '1.3', '-2.7', '9')).toEqual({
      type: 'ap_fixed<8,3,AP_RND,AP_SAT>',
      range: { min: -4, max: 3.96875, step: 0.03125 },
      values: [
        { input: '1.3', code: 42, value: 1.3125, hex: '0x2a' },
        { input: '-2.7', code: -86, value: -2.6875, hex: '0xaa' },
        { input: '9', code: 127, value: 3.96875, hex: '0x7f' },
      ],
    });
  });

  it('writes what is longer than 53 bits with every digit', async () => {
    expect(await resultOf('fixed', '--type', 'ap_ufixed<64,4>', '0.1')).toMatchObject({
      values: [
        {
          input: '0.1',
          code: '115292150460684704',
          value: '0.1000000000000000055511151231257827021181583404541015625',
          hex: '0x01999999999999a0',
        },
      ],
    });
  });

  it('says what is wrong', async () => {
    expect(await errorOf('fixed', '1')).toContain('MissingOption: fixed needs --type');
    expect(await errorOf('fixed', '--type', 'int8', '1')).toContain('BadFixedType: "int8"');
    expect(await errorOf('fixed', '--type', 'ap_fixed<8,3>', '1,5')).toContain('BadNumber: "1,5"');
  });
});
