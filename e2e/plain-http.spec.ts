import { SMALL } from './explorer';
import { expect, test } from './fixtures';

test('without a secure context the page says what is missing, trains and keeps its results', async ({
  page,
  explorer,
}) => {
  await explorer.open({ ...SMALL, wr: '2', ar: '2' });
  expect(await page.evaluate(() => window.isSecureContext)).toBe(false);
  await expect(page.getByText(/https|secure/i).first()).toBeVisible();
  await explorer.train.click();
  await expect(explorer.trained()).toHaveCount(1, { timeout: 90_000 });
  const [download] = await Promise.all([page.waitForEvent('download'), explorer.exporting.click()]);
  expect(download.suggestedFilename()).toMatch(/\.tar\.gz$/);
  await page.reload();
  await expect(explorer.trained()).toHaveCount(1);
});

test('Share works without a clipboard', async ({ page, explorer }) => {
  await explorer.open({ n: 'sfc' });
  await explorer.share.click();
  await expect(explorer.message(page.url())).toBeVisible();
});
