import { BitscapeError } from '../errors';
import type { ImageSet } from './dataset';

/** The content of an IDX file of unsigned bytes (the format of MNIST's files). */
export interface IdxArray {
  /** Sizes, outermost first: [count] of labels, [count, height, width] of images. */
  dims: number[];
  /** The elements, sharing memory with the file. */
  data: Uint8Array;
  /** File that it came from, for messages. */
  where: string;
}

/** First four bytes of the two kinds that digits come in: 0, 0, type 8 (unsigned byte), dimensions. */
export const IDX_MAGIC = { labels: 0x0801, images: 0x0803 } as const;

const hex = (value: number): string => `0x${value.toString(16).padStart(8, '0')}`;

/**
 * Parses a raw (not gzipped) IDX file of labels or images. The data is not copied.
 * @throws BitscapeError "WrongMagic", "TruncatedFile", "TrailingBytes".
 */
export function parseIdx(bytes: Uint8Array, where: string): IdxArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4) throw truncated(where, bytes.length, 'the 4 bytes of the magic number');
  const magic = view.getUint32(0);
  if (magic !== IDX_MAGIC.labels && magic !== IDX_MAGIC.images) {
    const expected = `${hex(IDX_MAGIC.labels)} (labels) or ${hex(IDX_MAGIC.images)} (images)`;
    throw new BitscapeError(
      'WrongMagic',
      `${where} is not an IDX file of digits: it starts with ${hex(magic)}, not with ${expected}`,
      where,
    );
  }
  const header = 4 + 4 * (magic & 0xff);
  if (bytes.length < header) throw truncated(where, bytes.length, `its header of ${header} bytes`);
  const dims = Array.from({ length: magic & 0xff }, (_, i) => view.getUint32(4 + 4 * i));
  const size = header + dims.reduce((product, dim) => product * dim, 1);
  const shape = dims.join(' x ');
  if (bytes.length < size) throw truncated(where, bytes.length, `the ${size} bytes that ${shape} needs`);
  if (bytes.length > size) {
    throw new BitscapeError(
      'TrailingBytes',
      `${where} has ${bytes.length} bytes, ${bytes.length - size} more than the ${size} that ${shape} needs`,
      where,
    );
  }
  return { dims, data: bytes.subarray(header), where };
}

function truncated(where: string, length: number, needed: string): BitscapeError {
  return new BitscapeError('TruncatedFile', `${where} ends after ${length} bytes, before ${needed}`, where);
}

/** Whether the array holds images (else labels). */
export const isImages = (array: IdxArray): boolean => array.dims.length === 3;

/**
 * The labelled images of two IDX files; shares memory with them.
 * @throws BitscapeError "WrongKind" if an array is not what its place wants, "MismatchingCounts", "WrongLabel".
 */
export function imageSetOf(images: IdxArray, labels: IdxArray): ImageSet {
  if (!isImages(images)) throw wrongKind(images, 'images (3 dimensions)');
  if (isImages(labels)) throw wrongKind(labels, 'labels (1 dimension)');
  const [count, height, width] = images.dims;
  if (labels.dims[0] !== count) {
    throw new BitscapeError(
      'MismatchingCounts',
      `${images.where} has ${count} images but ${labels.where} has ${labels.dims[0]} labels: ` +
        'they must come from the same set',
      labels.where,
    );
  }
  const wrong = labels.data.findIndex((label) => label > 9);
  if (wrong >= 0) {
    throw new BitscapeError(
      'WrongLabel',
      `${labels.where} has label ${labels.data[wrong]} at index ${wrong}: digits have labels 0 to 9`,
      labels.where,
    );
  }
  return { count, height, width, pixels: images.data, labels: labels.data };
}

function wrongKind(array: IdxArray, wanted: string): BitscapeError {
  const found = isImages(array) ? 'images' : 'labels';
  return new BitscapeError('WrongKind', `${array.where} holds ${found} where ${wanted} belong`, array.where);
}

/** The IDX file of an array: the inverse of `parseIdx`. */
export function formatIdx(dims: readonly number[], data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * dims.length + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x0800 | dims.length);
  for (const [i, dim] of dims.entries()) view.setUint32(4 + 4 * i, dim);
  bytes.set(data, 4 + 4 * dims.length);
  return bytes;
}
