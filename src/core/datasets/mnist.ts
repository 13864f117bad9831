import { sha256Hex } from '../sha256';

/** One of MNIST's four files. */
export interface MnistFile {
  part: 'train' | 'test';
  kind: 'images' | 'labels';
  /** Its name once decompressed; mirrors serve it with ".gz" added. */
  name: string;
  /** Its size once decompressed. */
  bytes: number;
  /** About what a download takes: the size of the original gzip file (mirrors compress differently). */
  gzipBytes: number;
  /** Of the decompressed content, which is the same on every mirror. */
  sha256: string;
}

/** MNIST's files (LeCun, Cortes and Burges): 60 000 training and 10 000 test images of 28 x 28, with labels. */
export const MNIST_FILES: readonly MnistFile[] = [
  {
    part: 'train',
    kind: 'images',
    name: 'train-images-idx3-ubyte',
    bytes: 47_040_016,
    gzipBytes: 9_912_422,
    sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  },
  {
    part: 'train',
    kind: 'labels',
    name: 'train-labels-idx1-ubyte',
    bytes: 60_008,
    gzipBytes: 28_881,
    sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  },
  {
    part: 'test',
    kind: 'images',
    name: 't10k-images-idx3-ubyte',
    bytes: 7_840_016,
    gzipBytes: 1_648_877,
    sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  },
  {
    part: 'test',
    kind: 'labels',
    name: 't10k-labels-idx1-ubyte',
    bytes: 10_008,
    gzipBytes: 4_542,
    sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
  },
];

/** Images at the end of the training files that are kept for validation; the first 50 000 train. */
export const MNIST_VALIDATION = 10_000;

/** MNIST's own file with this decompressed content, or undefined. */
export function mnistFileOf(content: Uint8Array): MnistFile | undefined {
  if (!MNIST_FILES.some((file) => file.bytes === content.length)) return undefined;
  const sha256 = sha256Hex(content);
  return MNIST_FILES.find((file) => file.sha256 === sha256);
}
