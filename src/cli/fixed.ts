import { BitscapeError } from '../core/errors';
import { fitsNumbers, fixedOf, hexOf, numberOf } from '../core/fixed/cast';
import { decimalOf } from '../core/fixed/fixed-decimal';
import { rangeOf } from '../core/fixed/fixed-range';
import { parseFixedType, printFixedType } from '../core/fixed/fixed-text';
import type { FixedType } from '../core/fixed/fixed-type';
import type { Command } from './command';

/** `bitscape fixed`: what numbers become in a fixed-point type. */
export const fixed: Command = {
  name: 'fixed',
  summary: 'Casts numbers to a fixed-point type, bit for bit as ap_fixed of AMD.',
  prints: '{type, range: {min, max, step}, values: [{input, code, value, hex}]}',
  files: '<number> ...',
  groups: [
    {
      title: 'Type',
      options: [
        {
          name: 'type',
          value: '<type>',
          help: 'such as "ap_fixed<8,3,AP_RND,AP_SAT>" or "ap_ufixed<8,3>", in quotes',
        },
      ],
    },
  ],
  async run(args) {
    const type = parseFixedType(args.need('type'));
    return {
      type: printFixedType(type),
      range: rangeOf(type),
      values: args.files.map((text) => castOf(type, text)),
    };
  },
};

/** Codes and values of at most 53 bits are numbers, longer ones text with every digit. */
function castOf(type: FixedType, text: string): unknown {
  const input = Number(text);
  if (text.trim() === '' || Number.isNaN(input)) {
    throw new BitscapeError('BadNumber', `"${text}" is not a number: write it as 1.3 or -2.7e-3`, text);
  }
  const result = fixedOf(type, input);
  const { code } = result;
  return fitsNumbers(type)
    ? { input: text, code: Number(code), value: numberOf(result), hex: hexOf(result) }
    : { input: text, code: code.toString(), value: decimalOf(result), hex: hexOf(result) };
}
