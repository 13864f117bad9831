/**
 * Grey images of one size, with labels. `pixels` is [count][height][width], 0 = background, 255 = ink. Other inputs of a
 * byte each, such as the features of a jet, are images of one row.
 */
export interface ImageSet {
  count: number;
  height: number;
  width: number;
  pixels: Uint8Array;
  labels: Uint8Array;
}

/** A data set in its three parts, split as the papers do: MNIST's training files give the first 50 000 and the last 10 000. */
export interface Dataset {
  /** Stable id, part of result keys: "mnist", "synthetic". */
  id: string;
  /** What a person reads: "MNIST", "synthetic digits, not MNIST". */
  name: string;
  /** Names of the classes, in the order of the labels, where they are not digits. */
  classes?: readonly string[];
  train: ImageSet;
  validation: ImageSet;
  test: ImageSet;
}

/** Images [from, to) of a set, sharing memory with it. */
export function sliceImages(set: ImageSet, from: number, to: number): ImageSet {
  const size = set.height * set.width;
  return {
    ...set,
    count: to - from,
    pixels: set.pixels.subarray(from * size, to * size),
    labels: set.labels.subarray(from, to),
  };
}

/** Splits training images into train and validation (the last `validation` ones). */
export function splitTrain(all: ImageSet, validation: number): { train: ImageSet; validation: ImageSet } {
  const cut = all.count - validation;
  return { train: sliceImages(all, 0, cut), validation: sliceImages(all, cut, all.count) };
}

/**
 * The first `limit` images of each part: a smaller task for tests and quick looks. Its id and name say so,
 * since its results are not those of the whole set.
 */
export function limitDataset(data: Dataset, limit: number): Dataset {
  const parts = [data.train, data.validation, data.test];
  if (parts.every((set) => set.count <= limit)) return data;
  const [train, validation, test] = parts.map((set) => sliceImages(set, 0, Math.min(limit, set.count)));
  return {
    ...data,
    id: `${data.id}-first${limit}`,
    name: `${data.name} (first ${limit} of each part)`,
    train,
    validation,
    test,
  };
}
