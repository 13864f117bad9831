import { gzipSync } from 'node:zlib';
import type { Response } from '@playwright/test';
import { FIRST_LOAD_LIMIT } from '../scripts/size.mjs';
import { violations } from './accessibility';
import { expect, test } from './fixtures';

test('the first load shows 64 networks with their hardware, on synthetic digits', async ({
  page,
  explorer,
}) => {
  await explorer.open();
  await expect(page).toHaveTitle('Bitscape');
  await expect(explorer.grid.getByRole('gridcell', { name: /^W\d A\d, .*\d+ LUT, / })).toHaveCount(64);
  await expect(page.getByText('synthetic digits, not MNIST').first()).toBeVisible();
  await expect(explorer.train).toBeEnabled();
});

test('the first load takes less than 200 kB of JavaScript, without tfjs, Monaco or the exporter', async ({
  page,
  explorer,
}) => {
  const responses: Response[] = [];
  page.on('response', (response) => responses.push(response));
  await explorer.open();
  await page.waitForLoadState('networkidle');
  const scripts = await Promise.all(
    responses
      .filter((response) => /\.m?js(\?|$)/.test(response.url()))
      .map(async (response) => ({ url: response.url(), bytes: gzipSync(await response.body()).length })),
  );
  expect(scripts.length).toBeGreaterThan(0);
  expect(scripts.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(FIRST_LOAD_LIMIT);
  expect(scripts.filter(({ url }) => /tfjs|monaco|export/i.test(url))).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme });

    test('axe finds nothing wrong on any metric or in any drawer', async ({ page, explorer }) => {
      await explorer.open();
      expect(await violations(page)).toEqual([]);
      for (const metric of ['LUT', 'FF', 'BRAM']) {
        await page.getByRole('tab', { name: new RegExp(`^${metric}`) }).click();
        expect(await violations(page), metric).toEqual([]);
      }
      for (const drawer of ['code', 'table', 'log']) {
        await explorer.open({ o: drawer });
        expect(await violations(page), drawer).toEqual([]);
      }
    });
  });
}

test('with the estimator of the paper no network fits the Z7020, and the page says so', async ({
  page,
  explorer,
}) => {
  await explorer.open({ n: 'lfc', h: 'lfc-hls', m: 'lut' });
  await expect(explorer.cell(1, 1)).toHaveAccessibleName(/53336 LUT.*does not fit/);
  await expect(explorer.cell(8, 8)).toHaveAccessibleName(/223910 LUT.*does not fit/);
  await expect(page.getByText(/^No network fits/)).toBeVisible();
});

for (const [width, height] of [
  [1440, 900],
  [1024, 768],
  [390, 844],
]) {
  test(`nothing is wider than a window of ${width} x ${height}`, async ({ page, explorer }) => {
    await page.setViewportSize({ width, height });
    await explorer.open();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(width);
    const details = page.getByRole('region', { name: 'Selected cell' });
    const cut = await details.evaluate((panel) => panel.scrollWidth - panel.clientWidth);
    expect(cut).toBeLessThanOrEqual(0);
    await explorer.cell(8, 8).click();
    await expect(explorer.cell(8, 8)).toHaveAttribute('aria-selected', 'true');
  });
}
