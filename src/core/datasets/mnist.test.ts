import { expect, it } from 'vitest';
import { MNIST_FILES, mnistFileOf } from './mnist';
import { MNIST_MIRRORS } from './mnist-mirrors';

it('has sizes that follow from the IDX header and the counts', () => {
  const expected = { images: (n: number) => 16 + n * 784, labels: (n: number) => 8 + n };
  for (const { part, kind, bytes } of MNIST_FILES) {
    expect(bytes).toBe(expected[kind](part === 'train' ? 60_000 : 10_000));
  }
});

it('has four different files, mirrors over https with a base to append to', () => {
  expect(new Set(MNIST_FILES.map((file) => file.sha256)).size).toBe(4);
  for (const { base } of MNIST_MIRRORS) expect(base).toMatch(/^https:\/\/.*\/$/);
});

it('does not take a file of the right size for MNIST', () => {
  expect(mnistFileOf(new Uint8Array(10_008))).toBeUndefined();
});
