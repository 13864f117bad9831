import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gunzip, gzip, isGzip } from './gzip';

const text = new TextEncoder().encode('1111111111 222222222'.repeat(500));

it('gives back what it compressed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (bytes) => {
      expect([...(await gunzip(await gzip(bytes)))]).toEqual([...bytes]);
    }),
  );
});

it('reads and writes the files of zlib', async () => {
  expect([...(await gunzip(gzipSync(text)))]).toEqual([...text]);
  expect([...gunzipSync(await gzip(text))]).toEqual([...text]);
});

it('knows gzip by its first two bytes', async () => {
  expect(isGzip(await gzip(text))).toBe(true);
  expect(isGzip(text)).toBe(false);
  expect(isGzip(new Uint8Array(0))).toBe(false);
});

it('refuses a file that is cut short or damaged, by name', async () => {
  const file = gzipSync(text);
  const damaged = Uint8Array.from(file);
  damaged[file.length - 6] ^= 1; // in the checksum
  for (const bytes of [file.subarray(0, file.length - 9), damaged]) {
    await expect(gunzip(bytes, 'labels.gz')).rejects.toMatchObject({
      name: 'BadGzip',
      message: expect.stringContaining('labels.gz'),
    });
  }
});

it('stops at the limit', async () => {
  const bomb = gzipSync(new Uint8Array(1_000_000));
  await expect(gunzip(bomb, 'bomb.gz', 1000)).rejects.toMatchObject({
    name: 'BadGzip',
    message: expect.stringContaining('more than 1000 bytes'),
  });
});
