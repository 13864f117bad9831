import { violations } from './accessibility';
import { SMALL } from './explorer';
import { expect, test } from './fixtures';

test('the code drawer: file tree, links between lines and layers, a pinned cell’s differences, the badge', async ({
  page,
  explorer,
}) => {
  const tree = page.getByRole('tree', { name: 'Files' });
  const item = (name: string | RegExp) => tree.getByRole('treeitem', { name });
  const path = page.getByRole('region', { name: 'Details' }).getByRole('heading', { level: 3 });
  const layers = page.getByRole('table', { name: 'Layers' });
  const line = (text: string) => page.locator('.monaco-editor .view-line').filter({ hasText: text }).first();

  await test.step('train two cells', async () => {
    await explorer.open({ ...SMALL, wr: '2-3', ar: '2', p: 'none' });
    await explorer.train.click();
    await expect(explorer.trained()).toHaveCount(2, { timeout: 120_000 });
  });

  await test.step('the tree shows folders and opens files by keyboard', async () => {
    await explorer.drawer('Code').click();
    await expect(path).toHaveText('hls/bitscape_top.cpp', { timeout: 60_000 });
    await expect(item(/^hls/)).toHaveAttribute('aria-expanded', 'true');
    await expect(item(/^rtl/)).toHaveAttribute('aria-expanded', 'false');
    for (const folder of [/^golden/, /^hls/, /^qonnx/, /^report/, /^rtl/])
      await expect(item(folder)).toBeVisible();
    await item(/^bitscape_top\.cpp/).focus();
    await page.keyboard.press('m');
    await expect(item(/^mvau\.h/)).toBeFocused();
    await page.keyboard.press('Home');
    await expect(tree.getByRole('treeitem').first()).toBeFocused();
    await item(/^mvau0\.h/).click();
    await expect(path).toHaveText('hls/mvau0.h');
    await expect(line('Mvau0')).toBeVisible();
    await item(/^qonnx/).click();
    await item(/_finn\.onnx/).click();
    await expect(page.getByText(/^An ONNX model .* bytes\./)).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });

  await test.step('a line selects its layer, and a layer opens its code', async () => {
    await item(/^bitscape_top\.cpp/).click();
    await page.locator('.monaco-editor .view-lines').first().click();
    await page.keyboard.press('Control+End');
    const call = line('mvau_accumulators');
    await call.hover();
    await expect(layers.locator('tr[data-hovered=true]')).toHaveText(/^MVAU 1/);
    await call.click();
    await expect(layers.getByRole('button', { name: 'MVAU 1', exact: true })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await layers.getByRole('button', { name: 'MVAU 0', exact: true }).click();
    await page.getByRole('button', { name: 'Show code' }).click();
    await expect(path).toHaveText('hls/mvau0.h');
    await item(/^rtl/).click();
    await item(/^bitscape_top\.v/).click();
    await page.getByRole('button', { name: 'Show code' }).click();
    await expect(path).toHaveText('rtl/mvau0.v');
  });

  await test.step('a pinned cell’s files are compared', async () => {
    await item(/^mvau0\.h/).click();
    await explorer.cell(3, 2).focus();
    await page.keyboard.press('p');
    await expect(page.getByText(/^\d+ of \d+ files differ from W3 A2: \d+ changed/)).toBeVisible({
      timeout: 60_000,
    });
    await expect(page.locator('.monaco-diff-editor')).toBeVisible();
    await expect(page.locator('.monaco-diff-editor .line-insert').first()).toBeVisible();
    await expect(item(/^mvau0\.h changed/)).toBeVisible();
    await expect(item(/^fifo\.v$/)).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await explorer.cell(2, 3).focus();
    await page.keyboard.press('p');
    await expect(page.getByText(/^W2 A3 is pinned but not trained yet/)).toBeVisible();
    await page.getByRole('combobox', { name: 'Compare with' }).selectOption({ label: 'nothing' });
    await expect(page.locator('.monaco-diff-editor')).toHaveCount(0);
  });

  await test.step('the badge says what was compared, and opens', async () => {
    const badge = page
      .getByRole('region', { name: 'Details' })
      .getByRole('button', { name: /images compared/ });
    await expect(badge).toHaveText(
      /5,000 images compared, \d+ mismatch(es)?; ?vectors recomputed: 100 of 100 equal/,
    );
    await badge.click();
    await expect(
      page.getByRole('dialog', { name: 'Comparison of W2 A2' }).filter({ visible: true }),
    ).toContainText(/every class and score is the same/);
    await page.keyboard.press('Escape');
  });
});

for (const [width, height] of [
  [1440, 900],
  [1280, 800],
]) {
  test(`the code drawer fits a window of ${width} pixels, light and dark`, async ({ page, explorer }) => {
    await page.setViewportSize({ width, height });
    await explorer.open();
    await explorer.drawer('Code').click();
    const badge = page
      .getByRole('region', { name: 'Details' })
      .getByRole('button', { name: /^not compared/ });
    await expect(badge).toBeVisible({ timeout: 120_000 });
    const colours = page.getByRole('button', { name: /^Colours/ });
    for (let theme = 0; theme < 2; theme++) {
      await colours.click();
      expect(await violations(page)).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    }
  });
}
