import { expect, test } from './fixtures';

test('a slider stops at legal values only, and the whole grid follows; one press is one undo', async ({
  page,
  explorer,
}) => {
  await explorer.open({ n: 'tfc', m: 'lut' });
  // What cells say of their accuracy comes with the atlas.
  await expect(page.getByText(/^reference: 64 cells/)).toBeVisible();
  const before = await explorer.cells.allInnerTexts();
  const pe = page.getByRole('slider', { name: 'PE' });
  await pe.focus();
  await pe.press('ArrowRight');
  await expect(pe).toHaveAttribute('aria-valuetext', '2, divides 64');
  await expect.poll(() => new URL(page.url()).hash).toMatch(/fold=2x\d+,/);
  expect(await explorer.cells.allInnerTexts()).not.toEqual(before);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => explorer.cells.allInnerTexts()).toEqual(before);
});

test('the fastest folding that fits makes every cell of TFC fit a small device', async ({
  page,
  explorer,
}) => {
  await explorer.open({ n: 'tfc', f: 'xc7z010', fold: '64x98,64x64,64x64,10x64', m: 'lut' });
  await expect(page.getByText(/No network fits|of 64 networks fit/)).toBeVisible();
  await page.getByRole('combobox', { name: 'How to fold' }).selectOption('fit');
  await expect(page.getByText('All 64 networks fit.')).toBeVisible();
});

test('the devices that hold the cell are listed, and one click moves the grid there', async ({
  page,
  explorer,
}) => {
  await explorer.open({ n: 'lfc', h: 'lfc-hls', w: 1, a: 1 });
  await page.getByText('Which devices hold W1 A1?').click();
  await page.getByRole('button', { name: 'u250' }).click();
  await expect.poll(() => new URL(page.url()).hash).toMatch(/f=u250/);
});
