import { expect, test } from './fixtures';

const BROKEN = {
  'a value out of range': ['#v=1&n=sfc&w=9', /w=9/],
  'an unknown network': ['#v=1&n=resnet', /n=resnet/],
  'an unknown key': ['#v=1&zz=1', /zz/],
  'a newer version': ['#v=99&n=sfc', /newer/],
  nonsense: ['#%E0%A4%A&&=&v=x', /version/],
} as const;

for (const [what, [hash, message]] of Object.entries(BROKEN)) {
  test(`a link with ${what} gives a message and a working page`, async ({ explorer }) => {
    await explorer.open(hash);
    await expect(explorer.message(message).first()).toBeVisible();
    await expect(explorer.cells).toHaveCount(64);
    await explorer.cell(4, 5).click();
    await expect(explorer.cell(4, 5)).toHaveAttribute('aria-selected', 'true');
    await explorer.messages
      .getByRole('button', { name: /dismiss/i })
      .first()
      .click();
  });
}

test('the address follows the view, and a link opens the same view', async ({ page, explorer }) => {
  await explorer.open({ n: 'sfc', m: 'lut', w: 5, a: 2 });
  await expect(explorer.metric('LUT')).toHaveAttribute('aria-selected', 'true');
  await expect(explorer.cell(5, 2)).toHaveAttribute('aria-selected', 'true');
  await explorer.cell(6, 7).click();
  await expect.poll(() => new URL(page.url()).hash).toMatch(/w=6&a=7/);
});

test('Share copies the address of the page', async ({ page, context, explorer }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await explorer.open({ n: 'sfc' });
  await explorer.share.click();
  await expect(explorer.message(/copied/i)).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
});
