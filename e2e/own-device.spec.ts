import { expect, test } from './fixtures';

const MINE = {
  id: 'mine',
  part: 'xc7z014sclg400-1',
  family: 'Zynq-7000',
  boards: ['My board'],
  lut: 40600,
  ff: 81200,
  bram18: 214,
  uram: 0,
  dsp: 170,
  source: 'AMD DS190',
};
const LINK = /fd=mine,xc7z014sclg400-1,40600,81200,214,0,170,Zynq-7000,AMD_DS190,My_board/;

test('a part of one’s own is typed in, kept over a reload, and removed', async ({ page, explorer }) => {
  await explorer.open();
  const menu = page.getByRole('combobox', { name: 'Device' });
  await menu.selectOption({ label: 'Add a part…' });
  const form = page.getByRole('form', { name: 'Add a part' });
  await form.getByRole('button', { name: 'Add' }).click();
  await expect(form.getByText('LUT is missing')).toBeVisible();
  const figures = {
    Name: MINE.id,
    'Vivado part': MINE.part,
    Family: MINE.family,
    Board: MINE.boards[0],
    LUT: '40,600',
    FF: '81200',
    BRAM18: '214',
    DSP: '170',
    Source: MINE.source,
  };
  for (const [label, text] of Object.entries(figures))
    await form.getByLabel(label, { exact: true }).fill(text);
  await form.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByRole('table', { name: 'Use of mine' })).toBeVisible();
  await expect.poll(() => new URL(page.url()).hash).toMatch(LINK);
  await menu.selectOption('zu3eg');
  await page.reload();
  await menu.selectOption({ label: 'mine · My board' });
  await page.getByRole('button', { name: 'Remove mine' }).click();
  await expect(page.getByRole('table', { name: 'Use of zu3eg' })).toBeVisible();
});

test('a part dropped as JSON travels in the link to a browser that does not know it', async ({
  page,
  browser,
  explorer,
}) => {
  await explorer.open();
  await page.getByRole('combobox', { name: 'Device' }).selectOption({ label: 'Add a part…' });
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open JSON' }).click();
  await (await chooser).setFiles({
    name: 'mine.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(MINE)),
  });
  await expect.poll(() => new URL(page.url()).hash).toMatch(LINK);
  const context = await browser.newContext();
  const elsewhere = await context.newPage();
  await elsewhere.goto(page.url());
  await expect(elsewhere.getByRole('table', { name: 'Use of mine' })).toBeVisible();
  await elsewhere.getByRole('button', { name: 'Keep mine' }).click();
  await expect(elsewhere.getByRole('button', { name: 'Remove mine' })).toBeVisible();
  await context.close();
});

test('a broken part in a link gives a message and the device of the table', async ({ page, explorer }) => {
  await explorer.open('#v=1&f=zu3eg&fd=mine,xc7z014sclg400-1,-1');
  await expect(explorer.message(/FPGA of your own must be/).first()).toBeVisible();
  await expect(page.getByRole('table', { name: 'Use of zu3eg' })).toBeVisible();
});
