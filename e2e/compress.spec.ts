import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { violations } from './accessibility';
import { Explorer } from './explorer';
import { expect, test } from './fixtures';

/** The compression view as a person sees it. */
const lab = (page: Page) => ({
  lane: (name: string) => page.getByRole('region', { name: `Branch ${name}`, exact: true }),
  steps: (name: string) =>
    page
      .getByRole('region', { name: `Branch ${name}`, exact: true })
      .getByRole('listitem')
      .getByRole('button'),
  table: page.getByRole('table', { name: 'Branches side by side' }),
  step: page.getByRole('region', { name: 'Selected step' }),
  run: page.getByRole('button', { name: /^Run \d+ steps?$/ }),
  allRun: page.getByRole('button', { name: 'All run' }),
});

test('a pipeline is built, branched, run, compared, shared by link and exported', async ({
  page,
  context,
  explorer,
}) => {
  const { lane, steps, table, step, run, allRun } = lab(page);

  await test.step('build', async () => {
    await explorer.open({ n: '784-8-10' });
    await page.getByRole('navigation', { name: 'View' }).getByRole('button', { name: 'Compress' }).click();
    await page.getByRole('button', { name: 'New branch' }).click();
    await lane('Branch 1').getByRole('textbox', { name: 'Branch' }).fill('INT8');
    await page.keyboard.press('Enter');
    await expect(steps('INT8')).toHaveCount(2);
    await step.getByRole('textbox', { name: 'Epochs' }).fill('1');
    await page.keyboard.press('Enter');
    await lane('INT8').getByRole('combobox').selectOption('ptq');
    await expect(steps('INT8')).toHaveCount(3);
    expect(await violations(page)).toEqual([]);
  });

  await test.step('branch from the training', async () => {
    await steps('INT8').first().click();
    await step.getByRole('button', { name: 'Branch from here' }).click();
    await lane('INT8 2').getByRole('textbox', { name: 'Branch' }).fill('pruned');
    await page.keyboard.press('Enter');
    await lane('pruned').getByRole('combobox').selectOption('prune');
    await step.getByRole('textbox', { name: 'Epochs' }).fill('1');
    await page.keyboard.press('Enter');
    await lane('pruned').getByRole('combobox').selectOption('qat');
    await step.getByRole('textbox', { name: 'Epochs' }).fill('1');
    await page.keyboard.press('Enter');
    await lane('pruned').getByRole('combobox').selectOption('ptq');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(steps('pruned')).toHaveText([/^Step 1, Train/, /Prune/, /QAT/, /Map/]);
    await expect(run).toHaveText('Run 4 steps');
  });

  await test.step('run and compare', async () => {
    await run.click();
    await expect(allRun).toBeVisible({ timeout: 90_000 });
    await expect(steps('pruned').first()).toHaveText(/\d+\.\d\d % · shared/);
    await page.getByRole('combobox', { name: 'Differences to' }).selectOption('INT8');
    await expect(table.getByRole('row', { name: /^Memory/ })).toHaveText(/best ×0\.\d+$/);
    await expect(table.getByRole('row', { name: /^FF/ })).toHaveText('FFnot modellednot modelled');
    await steps('pruned').nth(2).click();
    await step
      .getByRole('button', { name: /^\d[\d,]*$/ })
      .first()
      .click();
    await expect(page.getByRole('dialog').filter({ visible: true })).toContainText('Formula');
    await page.keyboard.press('Escape');
  });

  await test.step('a link shows the same pipeline, and nothing is trained again', async () => {
    const other = await context.newPage();
    await other.goto(page.url());
    await expect(lab(other).allRun).toBeVisible({ timeout: 30_000 });
    await expect(lab(other).table).toBeVisible();
    for (const name of ['INT8', 'pruned'])
      await expect(lab(other).steps(name)).toHaveText(await steps(name).allTextContents());
    expect(await lab(other).table.getByRole('row', { name: /^LUT/ }).textContent()).toBe(
      (await table.getByRole('row', { name: /^LUT/ }).textContent())?.replace(/ ×[\d.]+$/, ''),
    );
    await other.close();
  });

  await test.step('export a branch, and read its code', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bitscape-e2e-'));
    try {
      const arriving = page.waitForEvent('download');
      await lane('pruned').getByRole('button', { name: 'Export pruned' }).click();
      const archive = join(folder, 'export.tar.gz');
      await (await arriving).saveAs(archive);
      execFileSync('tar', ['-xzf', archive, '-C', folder]);
      const root = join(folder, readdirSync(folder).find((name) => !name.endsWith('.gz'))!);
      const manifest = readFileSync(join(root, 'MANIFEST.json'), 'utf8');
      expect(manifest).toContain('pruned-tr_e.1-pr_z.0.5_e.1_l.0.001-q_w.4_a.4_e.1_l.0.001-m');
      expect(JSON.parse(manifest)).toMatchObject({ network: expect.anything() });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    await lane('pruned').getByRole('button', { name: 'Code' }).click();
    await expect(page.getByRole('heading', { name: 'pruned for xc7z020, 100 MHz' })).toBeVisible({
      timeout: 60_000,
    });
    await expect(page.getByRole('button', { name: /vectors recomputed: 100 of 100 equal/ })).toBeVisible();
    await explorer.drawer('Code').click();
  });

  await test.step('light and dark, wide and narrow, nothing sticks out', async () => {
    const colours = page.getByRole('button', { name: /^Colours/ });
    for (const width of [1440, 800, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await colours.click();
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      if (width < 1000) expect(await violations(page)).toEqual([]);
    }
  });
});

test('a link with a broken pipeline says why, and the page works', async ({ page }) => {
  const explorer = new Explorer(page);
  await page.goto('./#v=1&vw=compress&c=1,a-tr-pr_z.2');
  await expect(explorer.message(/c=1,a-tr-pr_z\.2.*steps\[1\]\.amount is 2/)).toBeVisible();
  await expect(page.getByText('Each branch is one way to do so')).toBeVisible();
});
