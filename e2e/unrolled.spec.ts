import { expect, test } from './fixtures';

test('an unrolled network has a reuse factor in place of PE and SIMD, and the grid and the link follow', async ({
  page,
  explorer,
}) => {
  await explorer.open({ n: '784-5-10', h: 'unrolled', m: 'fps' });
  await expect(page.getByRole('slider', { name: 'PE' })).toHaveCount(0);
  const before = await explorer.cells.allInnerTexts();
  const reuse = page.getByRole('slider', { name: 'Reuse' });
  await reuse.focus();
  await reuse.press('ArrowRight');
  await expect(reuse).toHaveAttribute('aria-valuetext', 'reuse factor 2');
  await expect.poll(() => new URL(page.url()).hash).toMatch(/rf=2/);
  expect(await explorer.cells.allInnerTexts()).not.toEqual(before);
});

test('a network too large to unroll says what to do, and the resource strategy builds it', async ({
  page,
  explorer,
}) => {
  await explorer.open({ n: 'tfc', h: 'unrolled' });
  await expect(page.getByText(/50176 weights.*reuse factor of at least 14/).first()).toBeVisible();
  await page.getByRole('combobox', { name: 'Strategy' }).selectOption('resource');
  await expect.poll(() => new URL(page.url()).hash).toMatch(/rf=14&st=resource/);
  await expect(page.getByText(/Showing FINN/)).toHaveCount(0);
  await expect(page.getByText(/LUT and FF have no rule/).first()).toBeVisible();
});
