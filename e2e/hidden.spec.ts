import { findChromium } from '../scripts/tools.mjs';
import { Explorer, hashOf, SMALL } from './explorer';
import { expect, test, watchErrors } from './fixtures';
import { openRealBrowser } from './hidden-tab';

test('training goes on in a hidden tab', async ({ baseURL, launchOptions }) => {
  const browser = await openRealBrowser(findChromium() ?? '', launchOptions.args ?? []);
  try {
    const page = await browser.context.newPage();
    const errors = watchErrors(page);
    const explorer = new Explorer(page);
    await page.goto(`${baseURL}${hashOf({ ...SMALL, e: 10 })}`);
    expect(await page.evaluate(() => document.hidden)).toBe(false);
    await explorer.train.click();
    await explorer.glimpse(/W\d A\d, [^W]*training/);

    const front = await browser.context.newPage();
    await front.bringToFront();
    await expect.poll(() => page.evaluate(() => document.hidden)).toBe(true);
    expect(await explorer.trained().count()).toBeLessThan(4);
    await expect.poll(() => explorer.trained().count(), { timeout: 90_000 }).toBe(4);
    expect(await page.evaluate(() => document.hidden)).toBe(true);
    expect(errors).toEqual([]);
  } finally {
    await browser.close();
  }
});
