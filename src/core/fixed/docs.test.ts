import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fixedOf, numberOf } from './cast';
import { parseFixedType } from './fixed-text';
import { fixedType, OVERFLOWS, QUANTIZATIONS } from './fixed-type';
import { type KHotMethod, kHot } from './k-hot';
import { SLOPE_OUTSIDE } from './straight-through';

const docs = readFileSync(new URL('../../../docs/fixed-point.md', import.meta.url), 'utf8');

describe('docs/fixed-point.md', () => {
  const examples = [...docs.matchAll(/`(ap_u?fixed<[^`]*>)`: ((?:-?[\d.]+ -> -?[\d.]+(?:, )?)+)/g)];

  it('has an example of every mode, of the overflow modes a signed and an unsigned one', () => {
    const texts = examples.map(([, type]) => type);
    for (const mode of QUANTIZATIONS) expect(texts).toContain(`ap_fixed<3,2,AP_${mode}>`);
    for (const mode of OVERFLOWS) {
      expect(texts).toContain(`ap_fixed<4,4,AP_RND,AP_${mode}>`);
      expect(texts).toContain(`ap_ufixed<4,4,AP_RND,AP_${mode}>`);
    }
  });

  it.each(examples.map(([, type, casts]) => [type, casts]))('%s: %s', (type, casts) => {
    for (const cast of casts.split(', ')) {
      const [from, to] = cast.split(' -> ').map(Number);
      expect(numberOf(fixedOf(parseFixedType(type), from))).toBe(to);
    }
  });

  it('gives the slope of every overflow mode', () => {
    for (const mode of OVERFLOWS) {
      expect(docs).toMatch(
        new RegExp(`^\\|[^|]*AP_${mode}\\b[^|]*\\| 1 \\| ${SLOPE_OUTSIDE[mode]} \\|`, 'm'),
      );
    }
  });

  it('gives the 2-hot codes of both methods', () => {
    const type = fixedType({ width: 8, integer: 8 });
    for (const method of ['greedy', 'nearest'] satisfies KHotMethod[]) {
      const row = docs.split('\n').find((line) => line.startsWith(`| \`${method}\``)) ?? '';
      const [seven, fortySix] = row
        .split('|')
        .slice(3, 5)
        .map((cell) => BigInt(Number.parseInt(cell, 10)));
      expect([kHot(type, 7n, 2, method), kHot(type, 46n, 2, method)]).toEqual([seven, fortySix]);
    }
  });
});
