/** A place on the web that serves the files, each as `<base><name>.gz`. */
export interface MnistMirror {
  /** What a person reads. */
  name: string;
  base: string;
}

/** Mirrors in the order in which they are tried: first those that are made for use from other sites. */
export const MNIST_MIRRORS: readonly MnistMirror[] = [
  { name: 'jsDelivr', base: 'https://cdn.jsdelivr.net/gh/fgnt/mnist@master/' },
  { name: 'GitHub', base: 'https://raw.githubusercontent.com/fgnt/mnist/master/' },
  { name: 'Google Cloud Storage', base: 'https://storage.googleapis.com/cvdf-datasets/mnist/' },
  { name: 'Amazon S3', base: 'https://ossci-datasets.s3.amazonaws.com/mnist/' },
];
