import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantile, residuals } from './residuals/statistics';
import { goldenFolder } from './residuals/syntheses';
import { TABLES } from './residuals/tables';

const page = (id: string): string =>
  readFileSync(fileURLToPath(new URL(`../docs/estimators/${id}.md`, import.meta.url)), 'utf8');

describe.each(Object.keys(TABLES))('the residuals of %s', (id) => {
  it('are those on its page, but for syntheses that are not at hand', () => {
    const lines = page(id).split('\n');
    for (const line of TABLES[id](null).split('\n')) expect(lines).toContain(line);
  });

  const golden = goldenFolder();
  it.skipIf(golden === null)('are those on its page (needs BITSCAPE_GOLDEN_DIR)', () => {
    expect(page(id)).toContain(`<!-- residuals -->\n${TABLES[id](golden)}\n<!-- end -->`);
  });
});

describe('statistics', () => {
  it('gives sizes in shares of the measurement, and the sign of the median', () => {
    const { count, median, max, bias } = residuals([
      [50, 100],
      [90, 100],
      [120, 100],
    ]);
    expect(count).toBe(3);
    expect([median, max, bias].map((value) => value.toFixed(3))).toEqual(['0.200', '0.500', '-0.100']);
    expect(residuals([[3, 5]], false).max).toBe(2);
  });

  it('gives quantiles between the least and the most, in order', () => {
    const values = fc.array(fc.integer(), { minLength: 1 });
    fc.assert(
      fc.property(values, (all) => {
        const [low, middle, high] = [0, 0.5, 1].map((p) => quantile(all, p));
        expect(low).toBe(Math.min(...all));
        expect(high).toBe(Math.max(...all));
        expect(middle).toBeGreaterThanOrEqual(low);
        expect(middle).toBeLessThanOrEqual(high);
      }),
    );
  });
});
