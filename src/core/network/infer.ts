import type { ImageSet } from '../datasets/dataset';
import { levelToCode, pixelToCode, type Quantizer } from '../quantizers/quantizer';
import { affineCode } from './affine/affine';
import { activationQuantizer } from './fold';
import type { IntegerNetwork, IntegerStage, Integers } from './integer-network';
import { makeProduct, type Product } from './product';
import { pooledShape, type Stage, shapeSize } from './topology';

/** Images that one pass of the inference handles together, so that a weight row is read once for all. */
const BLOCK = 32;

/** Called with the number of images done; return false to stop early. */
export type Progress = (done: number) => boolean | undefined;

/**
 * Classes that the integer network gives: the reference inference, exact by construction (all products and
 * sums are integers below 2^53). Lowest class wins a tie.
 */
export function classify(network: IntegerNetwork, images: ImageSet, progress?: Progress): Uint8Array {
  const classes = new Uint8Array(images.count);
  forEachBlock(network, images, progress, (from, scores, units) => {
    for (let b = 0; b * units < scores.length; b++) {
      classes[from + b] = argmax(scores.subarray(b * units, (b + 1) * units));
    }
  });
  return classes;
}

/** Scores of every class for every image, [count][classes]; exact integers in float64. */
export function scores(network: IntegerNetwork, images: ImageSet): Float64Array {
  const units = network.stages.at(-1)!.stage.units;
  const all = new Float64Array(images.count * units);
  forEachBlock(network, images, undefined, (from, block) => all.set(block, from * units));
  return all;
}

/** Share of images whose class is the label. */
export function accuracy(classes: Uint8Array, labels: Uint8Array): number {
  let right = 0;
  for (let i = 0; i < classes.length; i++) if (classes[i] === labels[i]) right++;
  return classes.length ? right / classes.length : 0;
}

/** Index of the largest value; the lowest index wins a tie. */
export function argmax(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
  return best;
}

/** Integer codes of an image set's pixels, in the type that the kernels read. */
export function pixelCodes(inputBits: number, pixels: Uint8Array): Float64Array {
  const table = Float64Array.from({ length: 256 }, (_, pixel) => pixelToCode(inputBits, pixel));
  const codes = new Float64Array(pixels.length);
  for (let i = 0; i < pixels.length; i++) codes[i] = table[pixels[i]];
  return codes;
}

function forEachBlock(
  network: IntegerNetwork,
  images: ImageSet,
  progress: Progress | undefined,
  visit: (from: number, scores: Float64Array, units: number) => void,
): void {
  const size = images.height * images.width;
  const units = network.stages.at(-1)!.stage.units;
  const run = inference(network);
  for (let from = 0; from < images.count; from += BLOCK) {
    const count = Math.min(BLOCK, images.count - from);
    visit(from, run(images.pixels.subarray(from * size, (from + count) * size), count), units);
    if (progress?.(from + count) === false) return;
  }
}

/** The network as a function of pixels [count][height][width] to scores [count][classes]. */
export function inference(network: IntegerNetwork): (pixels: Uint8Array, count: number) => Float64Array {
  const outputs = stageOutputs(network);
  return (pixels, count) => outputs(pixels, count).at(-1)!;
}

/**
 * The network as a function of pixels [count][height][width] to what each stage gives: activation codes after the
 * max-pool, [count][height][width][channels], and of the last stage the scores.
 */
export function stageOutputs(network: IntegerNetwork): (pixels: Uint8Array, count: number) => Float64Array[] {
  const quantizer = activationQuantizer(network.topology, network.precision.activationBits);
  const products = network.stages.map((s) =>
    makeProduct(s.weights, s.stage.fanIn, s.stage.units, s.accumulatorLimit),
  );
  return (pixels, count) => {
    let x = pixelCodes(network.precision.inputBits, pixels);
    return network.stages.map((s, i) => {
      const acc = accumulate(s, products[i], x, count);
      x = s.stage.last ? outputScores(s, acc) : hiddenCodes(s, acc, count, quantizer);
      return x;
    });
  };
}

/** Accumulators of a stage before thresholds: [count * vectors][units]. */
function accumulate({ stage }: IntegerStage, product: Product, x: Float64Array, count: number): Integers {
  const rows = stage.kind === 'conv' ? slidingWindows(stage, x, count) : x;
  return product(rows, count * stage.vectors);
}

/** Codes after a hidden stage (thresholds or lines, then max-pool), [count][height][width][channels]. */
function hiddenCodes(s: IntegerStage, acc: Integers, count: number, q: Quantizer): Float64Array {
  const codes = new Float64Array(acc.length);
  const { lines, stage, thresholdCount } = s;
  for (let i = 0; i < acc.length; i++) {
    const n = i % stage.units;
    codes[i] = lines
      ? affineCode(lines, n, acc[i])
      : levelToCode(q, passed(s.thresholds, n * thresholdCount, thresholdCount, acc[i]));
  }
  return s.stage.pool > 1 ? maxPool(s.stage, codes, count) : codes;
}

/** How many of `count` ascending thresholds from `base` on are <= value. */
function passed(thresholds: Integers, base: number, count: number, value: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value >= thresholds[base + middle]) low = middle + 1;
    else high = middle;
  }
  return low;
}

function outputScores(s: IntegerStage, acc: Integers): Float64Array {
  const { units } = s.stage;
  return Float64Array.from(acc, (a, i) => s.scale[i % units] * a + s.bias[i % units]);
}

/** The k x k windows of every output position, [count * vectors][kernel row][kernel column][channel]. */
export function slidingWindows(stage: Stage, x: Float64Array, count: number): Float64Array {
  const { input, output, kernel, fanIn, vectors } = stage;
  const rowLength = kernel * input.channels;
  const windows = new Float64Array(count * vectors * fanIn);
  let to = 0;
  for (let image = 0; image < count; image++) {
    const base = image * shapeSize(input);
    for (let oy = 0; oy < output.height; oy++) {
      for (let ox = 0; ox < output.width; ox++) {
        for (let ky = 0; ky < kernel; ky++) {
          const from = base + ((oy + ky) * input.width + ox) * input.channels;
          windows.set(x.subarray(from, from + rowLength), to);
          to += rowLength;
        }
      }
    }
  }
  return windows;
}

/** Max-pool after a stage, floor division: [count][height][width][channels]. */
export function maxPool(stage: Stage, codes: Float64Array, count: number): Float64Array {
  const { output, pool } = stage;
  const to = pooledShape(stage);
  const out = new Float64Array(count * shapeSize(to)).fill(Number.NEGATIVE_INFINITY);
  for (let image = 0; image < count; image++) {
    for (let y = 0; y < to.height * pool; y++) {
      for (let x = 0; x < to.width * pool; x++) {
        const from = ((image * output.height + y) * output.width + x) * output.channels;
        const cell = (image * to.height + Math.floor(y / pool)) * to.width + Math.floor(x / pool);
        for (let c = 0; c < output.channels; c++) {
          const o = cell * output.channels + c;
          if (codes[from + c] > out[o]) out[o] = codes[from + c];
        }
      }
    }
  }
  return out;
}
