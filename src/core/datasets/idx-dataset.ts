import { BitscapeError } from '../errors';
import { sha256Hex } from '../sha256';
import { type Dataset, type ImageSet, sliceImages, splitTrain } from './dataset';
import { type IdxArray, imageSetOf, isImages, parseIdx } from './idx';
import { MNIST_FILES, MNIST_VALIDATION, mnistFileOf } from './mnist';

/** A file's name and decompressed content. */
export interface NamedBytes {
  name: string;
  bytes: Uint8Array;
}

const MNIST = { id: 'mnist', name: 'MNIST' } as const;

/** The network's input: other sizes are refused. */
const SIDE = 28;

/**
 * The data set of two or four IDX files in any order, recognised by what is in them. Four files: the larger
 * set trains (its last sixth validates), the smaller tests. Two files: the last seventh tests, the seventh
 * before it validates. MNIST's own four files, known by their hashes, are "mnist"; any other set gets an id
 * from its content.
 * @throws BitscapeError of `parseIdx` and `imageSetOf`; "WrongFiles" if they are not one or two pairs of
 * images and labels, "AmbiguousFiles" if two sets of one size leave open which one tests, "WrongImageSize",
 * "TooFewImages".
 */
export function datasetOfIdx(files: readonly NamedBytes[]): Dataset {
  const arrays = files.map((file) => parseIdx(file.bytes, file.name));
  const parts = split(pairUp(arrays).map(labelled));
  const known = files.map((file) => mnistFileOf(file.bytes)?.name);
  if (MNIST_FILES.every((file) => known.includes(file.name))) return { ...MNIST, ...parts };
  const digest = contentDigest(files);
  const count = parts.train.count + parts.validation.count + parts.test.count;
  return { id: `idx-${digest}`, name: `your ${count} images (IDX ${digest.slice(0, 6)})`, ...parts };
}

/** MNIST of its four files, whose hashes have been checked. */
export function mnistDataset(files: readonly NamedBytes[]): Dataset {
  const arrays = files.map((file) => parseIdx(file.bytes, file.name));
  return { ...MNIST, ...split(pairUp(arrays).map(labelled)) };
}

/** Pairs of images and labels, the larger pair first. */
function pairUp(arrays: IdxArray[]): [IdxArray, IdxArray][] {
  const images = arrays.filter(isImages).sort((a, b) => b.dims[0] - a.dims[0]);
  const labels = arrays.filter((a) => !isImages(a));
  const pairs = images.length;
  if (pairs !== labels.length || pairs < 1 || pairs > 2) {
    throw new BitscapeError(
      'WrongFiles',
      `${arrays.length} files with ${pairs} of images and ${labels.length} of labels: ` +
        'give one of each, or two of each (training and test)',
      arrays.map((a) => a.where).join(', '),
    );
  }
  if (pairs === 2 && images[0].dims[0] === images[1].dims[0]) {
    throw new BitscapeError(
      'AmbiguousFiles',
      `${images[0].where} and ${images[1].where} both have ${images[0].dims[0]} images: the training set must ` +
        'be the larger one, or give one pair',
      images[1].where,
    );
  }
  labels.sort((a, b) => b.dims[0] - a.dims[0]);
  return images.map((image, i) => [image, labels[i]]);
}

function labelled([images, labels]: [IdxArray, IdxArray]): ImageSet {
  const set = imageSetOf(images, labels);
  if (set.height !== SIDE || set.width !== SIDE) {
    throw new BitscapeError(
      'WrongImageSize',
      `${images.where} has images of ${set.height} x ${set.width}; the networks take ${SIDE} x ${SIDE}`,
      images.where,
    );
  }
  return set;
}

function split(sets: ImageSet[]): Pick<Dataset, 'train' | 'validation' | 'test'> {
  const [first, second] = sets;
  const seventh = Math.floor(first.count / 7);
  const all = second ? first : sliceImages(first, 0, first.count - seventh);
  const test = second ?? sliceImages(first, first.count - seventh, first.count);
  const validation = Math.min(Math.floor(all.count / 6), MNIST_VALIDATION);
  if (validation === 0 || test.count === 0) {
    throw new BitscapeError(
      'TooFewImages',
      `${first.count + (second?.count ?? 0)} images are too few to train, validate and test on`,
    );
  }
  return { ...splitTrain(all, validation), test };
}

/** Hash of the files' contents, whatever their order and names: 12 hex digits. */
function contentDigest(files: readonly NamedBytes[]): string {
  const hashes = files.map((file) => sha256Hex(file.bytes)).sort();
  return sha256Hex(new TextEncoder().encode(hashes.join(' '))).slice(0, 12);
}
