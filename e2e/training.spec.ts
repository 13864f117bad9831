import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { violations } from './accessibility';
import { Explorer, SMALL } from './explorer';
import { expect, test } from './fixtures';

test('train a 2x2 sub-grid, select by keyboard, share, export, and simulate the export', async ({
  page,
  context,
  explorer,
}) => {
  await test.step('train', async () => {
    await explorer.open(SMALL);
    await explorer.train.click();
    await expect(explorer.cancel).toBeVisible();
    await expect(explorer.trained()).toHaveCount(4, { timeout: 90_000 });
    await expect(explorer.cell(3, 2)).toHaveAccessibleName(/accuracy \d+\.\d percent/);
    await expect(explorer.allTrained).toBeDisabled();
    expect(await violations(page)).toEqual([]);
  });

  await test.step('select a cell by keyboard', async () => {
    await explorer.cell(2, 2).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await expect(explorer.cell(3, 3)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(explorer.cell(3, 3)).toHaveAttribute('aria-selected', 'true');
    await expect(explorer.exporting).toHaveAccessibleName('Export W3 A3');
    expect(new URL(page.url()).hash).toContain('n=784-8-10');
  });

  await test.step('the link shows the same in a new page', async () => {
    const other = await context.newPage();
    await other.goto(page.url());
    const same = new Explorer(other);
    await expect(same.trained()).toHaveCount(4);
    expect(await same.spoken()).toBe(await explorer.spoken());
    await expect(same.cell(3, 3)).toHaveAttribute('aria-selected', 'true');
    await other.close();
  });

  await test.step('read the generated code in the editor', async () => {
    await explorer.drawer('Code').click();
    await page
      .getByRole('tree', { name: 'Files' })
      .getByRole('treeitem', { name: 'bitscape_top.cpp' })
      .click();
    await expect(
      page.locator('.monaco-editor .view-line').filter({ hasText: '#include' }).first(),
    ).toBeVisible();
    await expect(page.getByRole('heading', { name: 'W3 A3 for xc7z020, 100 MHz' })).toBeVisible();
    const colours = page.getByRole('button', { name: /^Colours/ });
    await colours.click();
    await colours.click();
    await expect(page.locator('.monaco-editor.vs-dark')).toBeVisible();
    await colours.click();
    await expect(page.locator('.monaco-editor.vs')).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await explorer.drawer('Code').click();
  });

  await test.step('export, unpack, make csim', async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), explorer.exporting.click()]);
    expect(download.suggestedFilename()).toMatch(/\.tar\.gz$/);
    const folder = mkdtempSync(join(tmpdir(), 'bitscape-export-'));
    try {
      const archive = join(folder, 'export.tar.gz');
      await download.saveAs(archive);
      execFileSync('tar', ['-xzf', archive, '-C', folder]);
      const roots = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
      expect(roots).toHaveLength(1);
      const root = join(folder, roots[0].name);
      expect(existsSync(join(root, 'vivado'))).toBe(true);
      const manifest = JSON.parse(readFileSync(join(root, 'MANIFEST.json'), 'utf8'));
      expect(JSON.stringify(manifest)).toContain('n=784-8-10');
      expect(readFileSync(join(root, 'report/estimate.json'), 'utf8')).toContain('"formula"');
      const printed = execFileSync('make', ['csim'], { cwd: root, encoding: 'utf8' });
      expect(printed).toMatch(/^images \d+ mismatches 0$/m);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

test('pause, resume and cancel', async ({ page, explorer }) => {
  await explorer.open({ ...SMALL, e: 50 });
  await explorer.train.click();
  await explorer.glimpse(/W\d A\d, [^W]*training/);
  await explorer.pause.click();
  await expect(page.getByText('paused', { exact: true })).toBeVisible();
  await explorer.resume.click();
  await expect(explorer.pause).toBeVisible();
  await explorer.cancel.click();
  await expect(explorer.train).toBeEnabled();
  await expect(explorer.trained()).toHaveCount(0);
});

test('a reload mid-way resumes after the last finished epoch', async ({ page, explorer }) => {
  await explorer.open({ ...SMALL, e: 16, wr: '2', ar: '2' });
  await explorer.train.click();
  await explorer.glimpse(/W2 A2, accuracy [^W]*, training/);
  await page.reload();
  await explorer.grid.waitFor();
  await expect(explorer.trained()).toHaveCount(0);
  await expect(explorer.cell(2, 2)).toHaveAccessibleName(
    /accuracy \S+ percent after epoch \d+\/16, not finished/,
  );
  await explorer.drawer('Log').click();
  await explorer.train.click();
  await expect(page.getByText(/W2 ?A2 resumes after epoch [1-9]/)).toBeVisible({ timeout: 60_000 });
  await expect(explorer.trained()).toHaveCount(1, { timeout: 90_000 });
});

test('a second tab does not train the same cell again', async ({ page, context, explorer }) => {
  const link = { ...SMALL, e: 16, wr: '2', ar: '2' };
  await explorer.open(link);
  await explorer.train.click();
  await explorer.glimpse(/W2 A2, [^W]*training/);
  // A paused tab keeps its cell, so the other one has all the time to ask for it.
  await explorer.pause.click();
  const second = new Explorer(await context.newPage());
  await second.open(link);
  await second.drawer('Log').click();
  await second.train.click();
  await expect(second.cell(2, 2)).toHaveAttribute('title', /another tab is training it$/);
  await expect(second.cell(2, 2)).toHaveAccessibleName(/another tab is training it/);
  await explorer.resume.click();
  await expect(second.trained()).toHaveCount(1, { timeout: 90_000 });
  await expect(explorer.trained()).toHaveCount(1);
  await expect(second.page.getByText(/Training is complete/)).toBeVisible();
  await expect(second.page.getByText(/%.* in \d+\.\d s/)).toHaveCount(0);
  await explorer.drawer('Log').click();
  await expect(page.getByText(/%.* in \d+\.\d s/)).toHaveCount(1);
});
