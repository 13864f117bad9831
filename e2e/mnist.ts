import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const FILES = [
  'train-images-idx3-ubyte',
  'train-labels-idx1-ubyte',
  't10k-images-idx3-ubyte',
  't10k-labels-idx1-ubyte',
];

/** Folder with the real data, undefined when BITSCAPE_MNIST_DIR is not set. */
export const MNIST_DIR = process.env.BITSCAPE_MNIST_DIR;

/** The real files, gzipped, by the name that mirrors serve them under. */
export function mnistFiles(): { name: string; content: Buffer }[] {
  const folder = MNIST_DIR ?? '';
  return FILES.map((name) => {
    const packed = join(folder, `${name}.gz`);
    const content = existsSync(packed) ? readFileSync(packed) : gzipSync(readFileSync(join(folder, name)));
    return { name: `${name}.gz`, content };
  });
}

/** An IDX file of black images, cut `missing` bytes before its end. */
export function idxImages(count: number, missing = 0): Buffer {
  const header = new DataView(new ArrayBuffer(16));
  for (const [i, value] of [0x803, count, 28, 28].entries()) header.setUint32(4 * i, value);
  return Buffer.concat([Buffer.from(header.buffer), Buffer.alloc(count * 784 - missing)]);
}
