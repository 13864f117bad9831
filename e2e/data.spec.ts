import { expect, test } from './fixtures';
import { idxImages, MNIST_DIR, mnistFiles } from './mnist';

/** What the page says once MNIST is there. */
const READY = /50,000 training, 10,000 test images/;

test('a truncated IDX file gives a clear message and leaves the page working', async ({ explorer }) => {
  await explorer.open();
  await explorer.drop([{ name: 'train-images-idx3-ubyte', content: idxImages(10, 100) }]);
  const message = explorer.message(/train-images-idx3-ubyte/).first();
  await expect(message).toBeVisible();
  await expect(message).toContainText(/truncated|short|bytes/i);
  await expect(explorer.train).toBeEnabled();
});

test('a file that is no IDX file is named in the message', async ({ explorer }) => {
  await explorer.open();
  await explorer.drop([{ name: 'holiday.jpg', content: Buffer.from('not digits') }]);
  await expect(explorer.message(/holiday\.jpg/).first()).toBeVisible();
});

test.describe('with the real MNIST', () => {
  test.skip(!MNIST_DIR, 'BITSCAPE_MNIST_DIR is not set');

  test('dropped files are recognised', async ({ page, explorer }) => {
    await explorer.open();
    await explorer.drop(mnistFiles());
    await expect(page.getByRole('combobox', { name: 'Data', exact: true })).toHaveValue('mnist', {
      timeout: 60_000,
    });
    await expect(page.getByText(READY).first()).toBeVisible({ timeout: 60_000 });
  });

  test.describe('from mirrors', () => {
    test.use({ provoked: [/ERR_|Failed to load resource|CORS/] });

    test('a failing mirror is passed over, the next one serves, then none is asked again', async ({
      page,
      context,
      explorer,
    }) => {
      const files = new Map(mnistFiles().map(({ name, content }) => [name, content]));
      const asked: string[] = [];
      await context.route(/\/[a-z0-9]+-(images|labels)-idx\d-ubyte\.gz$/, async (route) => {
        const url = new URL(route.request().url());
        const first = asked.length === 0;
        asked.push(url.host);
        if (first) return route.abort('connectionrefused');
        return route.fulfill({
          body: files.get(url.pathname.split('/').at(-1) ?? ''),
          contentType: 'application/octet-stream',
          headers: { 'access-control-allow-origin': '*' },
        });
      });
      await explorer.open({ d: 'mnist' });
      await page.getByRole('button', { name: 'Get MNIST' }).click();
      await expect(page.getByText(READY).first()).toBeVisible({ timeout: 60_000 });
      expect(asked).toHaveLength(5);
      expect(new Set(asked).size).toBe(2);

      await page.reload();
      await page.getByRole('button', { name: 'Get MNIST' }).click();
      await expect(page.getByText(READY).first()).toBeVisible({ timeout: 60_000 });
      expect(asked).toHaveLength(5);
    });
  });
});
