import { violations } from './accessibility';
import { SMALL } from './explorer';
import { expect, test } from './fixtures';

test('preview all cells, set its level by a cell, reload, and train over it', async ({ page, explorer }) => {
  await test.step('all cells move, and become a preview at the level of W4 A4', async () => {
    await explorer.open(SMALL);
    await explorer.preview.click();
    await expect(explorer.cancel).toBeVisible();
    await explorer.glimpse(/preview: shared weights \d+ %/);
    await expect(explorer.previewAgain).toBeVisible({ timeout: 90_000 });
    await expect(explorer.previewed()).toHaveCount(63);
    await expect(explorer.trained()).toHaveCount(1);
    await expect(explorer.cell(4, 4)).toHaveAccessibleName(/^W4 A4, accuracy/);
    await expect(page.getByText(/ preview: 63 cells, 784-8-10, .* level set by W4 A4$/)).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });

  await test.step('a number of it opens to how it was estimated', async () => {
    await expect(
      page.getByText('preview: estimated from weights shared by all 64 networks, level set by W4 A4'),
    ).toBeVisible();
    await page.getByRole('button', { name: /^\d\d\.\d$/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Accuracy expected after 1 epoch' });
    await expect(dialog).toContainText('own - smoothed, of the cell trained on its own');
    await expect(dialog).toContainText(/W4 A4: \d+\.\d\d % on its own/);
    await expect(dialog).toContainText('not measured for 784-8-10');
    await page.keyboard.press('Escape');
  });

  await test.step('it belongs to the design and survives a reload', async () => {
    const spoken = await explorer.spoken();
    await page.reload();
    await explorer.grid.waitFor();
    await expect(explorer.previewed()).toHaveCount(63);
    expect(await explorer.spoken()).toBe(spoken);
    const loss = page.getByLabel('Loss');
    await loss.selectOption('squared-hinge');
    await expect(explorer.previewed()).toHaveCount(0);
    await expect(explorer.preview).toBeEnabled();
    await loss.selectOption('cross-entropy');
    await expect(explorer.previewed()).toHaveCount(63);
  });

  await test.step('trained cells take its place and set its level', async () => {
    await explorer.train.click();
    await expect(explorer.trained()).toHaveCount(5, { timeout: 90_000 });
    await expect(explorer.previewed()).toHaveCount(59);
    await expect(page.getByText(/level set by 5 trained cells$/)).toBeVisible();
  });

  await test.step('a longer one can be cancelled, and leaves the one that there is', async () => {
    const spoken = await explorer.spoken();
    await explorer.previewAgain.click();
    await explorer.glimpse(/preview: shared weights \d+ %/);
    await explorer.cancel.click();
    await expect(explorer.previewAgain).toBeEnabled();
    expect(await explorer.spoken()).toBe(spoken);
  });
});

test('a preview that is cancelled leaves nothing that could be taken for one', async ({ page, explorer }) => {
  await explorer.open({ ...SMALL, n: '784-64-10', e: 50 });
  await explorer.preview.click();
  await explorer.glimpse(/W\d A\d, preview accuracy/);
  await explorer.pause.click();
  await expect(page.getByText('paused', { exact: true })).toBeVisible();
  await explorer.cancel.click();
  await expect(explorer.preview).toBeEnabled();
  await expect(explorer.previewed()).toHaveCount(0);
});

test('cells start from shared weights, which are trained first', async ({ page, explorer }) => {
  await explorer.open(SMALL);
  await page.getByLabel('Start').selectOption('shared');
  await expect(page).toHaveURL(/sh=shared/);
  await explorer.train.click();
  await explorer.glimpse(/shared weights \d+ %, then 4 cells/);
  await expect(explorer.trained()).toHaveCount(4, { timeout: 90_000 });
  await expect(explorer.previewed()).toHaveCount(60);
  await page.getByLabel('Start').selectOption('scratch');
  await expect(explorer.trained()).toHaveCount(0);
});
