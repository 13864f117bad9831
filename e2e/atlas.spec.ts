import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { violations } from './accessibility';
import { expect, test } from './fixtures';

test('the first screen shows the reference of all 64 networks, and says what it is', async ({
  page,
  explorer,
}) => {
  await explorer.open();
  const named = explorer.grid.getByRole('gridcell', {
    name: /^W\d A\d, reference accuracy \d+\.\d percent on MNIST, \d+ LUT, /,
  });
  await expect(named).toHaveCount(64);
  await expect(page.getByText(/^reference: 64 cells, TFC, MNIST, \d+ epochs/)).toContainText(
    'press Train for your own on synthetic digits, not MNIST',
  );
  await expect(page.getByRole('img', { name: /, all of them reference$/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /^Accuracy by epoch, 64 networks, reference$/ })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: /^\d\d\.\d\d$/ }).click();
  await expect(page.getByRole('dialog')).toContainText(/long runs of paper 003 .* are not in the atlas/);
});

test('a cell of one’s own takes the place of its reference, and is not compared across data', async ({
  page,
  explorer,
}) => {
  await explorer.open({ e: 1, wr: 2, ar: 2, w: 2, a: 2 });
  await expect(explorer.cell(2, 2)).toHaveAccessibleName(/^W2 A2, reference accuracy/);
  await explorer.train.click();
  await expect(explorer.trained()).toHaveCount(1, { timeout: 90_000 });
  await expect(explorer.cell(2, 2)).toHaveAccessibleName(/^W2 A2, accuracy .* on the Pareto front$/);
  await expect(explorer.cell(3, 3)).toHaveAccessibleName(/^W3 A3, reference accuracy \S+ percent on MNIST/);
  await expect(explorer.cell(3, 3)).not.toHaveAccessibleName(/Pareto/);
  await expect(page.getByText(/^1 of 64 trained .* 63 cells, TFC, MNIST, .*, not compared$/)).toBeVisible();
  await explorer.drawer('Table').click();
  await expect(page.getByRole('row', { name: /reference MNIST/ })).toHaveCount(63);
  await expect(page.getByRole('row', { name: /trained synthetic digits/ })).toHaveCount(1);
});

test('the reference network can be exported without training, and simulates', async ({ page, explorer }) => {
  await explorer.open();
  await expect(explorer.exporting).toHaveAccessibleDescription(/^reference network, 30 epochs, \d\d\.\d %$/);
  const [download] = await Promise.all([page.waitForEvent('download'), explorer.exporting.click()]);
  const folder = mkdtempSync(join(tmpdir(), 'bitscape-atlas-'));
  try {
    const archive = join(folder, 'export.tar.gz');
    await download.saveAs(archive);
    execFileSync('tar', ['-xzf', archive, '-C', folder, '--strip-components=1']);
    const manifest = JSON.parse(readFileSync(join(folder, 'MANIFEST.json'), 'utf8'));
    expect(manifest.accuracy).toMatchObject({ count: 10_000, dataset: 'MNIST' });
    expect(manifest.origin).toMatchObject({
      trainedOn: 'mnist',
      engine: expect.stringContaining('reference atlas'),
    });
    expect(execFileSync('make', ['csim'], { cwd: folder, encoding: 'utf8' })).toMatch(
      /^images \d+ mismatches 0$/m,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test.describe('without the atlas', () => {
  test.use({ provoked: [/atlas\/manifest\.json|404/] });

  test('the page works as before, and the log says why', async ({ page, explorer }) => {
    await page.route('**/atlas/**', (route) => route.fulfill({ status: 404, body: 'no' }));
    await explorer.open();
    await explorer.drawer('Log').click();
    await expect(page.getByText(/No reference: atlas\/manifest\.json could not be loaded/)).toBeVisible();
    await expect(explorer.cell(3, 3)).toHaveAccessibleName(/^W3 A3, not trained, \d+ LUT/);
    await expect(explorer.messages).not.toContainText('reference');
    await expect(explorer.train).toBeEnabled();
  });
});
