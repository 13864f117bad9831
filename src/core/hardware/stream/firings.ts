import type { Folding } from '../estimate';
import type { Swg } from '../swg';

/**
 * What a node does with one image, as its firings in order, one cycle each. Before firing f it computes `idle[f]` cycles
 * without reading or writing. A word that is written is offered in the cycle after its firing.
 */
export interface Firings {
  idle: Int32Array;
  reads: Uint8Array;
  writes: Uint8Array;
}

const firingsOf = (count: number): Firings => ({
  idle: new Int32Array(count),
  reads: new Uint8Array(count),
  writes: new Uint8Array(count),
});

const countOf = (flags: Uint8Array): number => flags.reduce((sum, flag) => sum + flag, 0);

/** Words that a node reads per image. */
export const wordsIn = ({ reads }: Firings): number => countOf(reads);

/** Words that a node writes per image. */
export const wordsOut = ({ writes }: Firings): number => countOf(writes);

/** Cycles per image of a node that never waits. */
export const cyclesOf = ({ idle }: Firings): number => idle.reduce((sum, cycles) => sum + cycles + 1, 0);

/**
 * An MVAU: MW/SIMD words of a vector are read during the first neuron fold and kept for the other MH/PE - 1, of which
 * each takes MW/SIMD cycles and ends with a word of PE outputs. Source: finn-hlslib mvau.hpp.
 */
export function mvauFirings({ mw, mh, simd, pe }: Folding, vectors: number): Firings {
  const [inputs, folds] = [mw / simd, mh / pe];
  const perVector = inputs + folds - 1;
  const firings = firingsOf(perVector * vectors);
  for (let v = 0; v < vectors; v++) {
    const start = v * perVector;
    firings.reads.fill(1, start, start + inputs);
    firings.writes.fill(1, start + inputs - 1, start + perVector);
    firings.idle.fill(inputs - 1, start + inputs, start + perVector);
  }
  return firings;
}

/** A node that gathers `reads` words for each of its `writes`: a pool, the choice of a label. */
export function gatherFirings(reads: number, writes: number): Firings {
  const firings = firingsOf(reads * writes);
  firings.reads.fill(1);
  for (let j = 1; j <= writes; j++) firings.writes[j * reads - 1] = 1;
  return firings;
}

/** A width converter, or padding: `reads` words per image become `writes`, each as soon as its data are there. */
export function converterFirings(reads: number, writes: number): Firings {
  const firings = firingsOf(Math.max(reads, writes));
  if (writes <= reads) {
    firings.reads.fill(1);
    for (let j = 1; j <= writes; j++) firings.writes[Math.ceil((j * reads) / writes) - 1] = 1;
  } else {
    firings.writes.fill(1);
    for (let i = 0; i < reads; i++) firings.reads[Math.floor((i * writes) / reads)] = 1;
  }
  return firings;
}

/**
 * A sliding-window generator with the cycles that FINN counts: it fills its buffer for the first window, then per row of
 * outputs writes the windows and reads on, evenly. It reads and writes in step: FINN's reads on while its output waits,
 * so a real one is no slower.
 */
export const swgFirings = (s: Swg): Firings => (s.style === 'parallel' ? parallelSwg(s) : cyclicSwg(s));

function cyclicSwg({ kernel, input, output, stride, dilation, fold, depthwise }: Swg): Firings {
  const [words, windows] = [input[0] * input[1] * fold, output[1] * kernel[0] * kernel[1] * fold];
  const reach = (kernel[0] - 1) * dilation[0] * input[1] + (kernel[1] - 1) * dilation[1] + 1;
  const fill = Math.min(words, reach * fold);
  const perRow = stride[0] * input[1] * fold;
  const skip = depthwise ? output[1] * (stride[1] - 1) * (fold - 1) : 0;
  const row = Math.max(windows, stride[1] * input[1] * fold) + skip;
  const tail = depthwise ? (stride[0] - 1) * input[1] * fold : 0;
  const inRows = Math.min(words - fill, (output[0] - 1) * perRow + row);
  const firings = firingsOf(fill + output[0] * row + Math.max(tail, words - fill - inRows));
  firings.reads.fill(1, 0, fill);
  let left = words - fill;
  for (let r = 0; r < output[0]; r++) {
    const start = fill + r * row;
    const reads = Math.min(left, row, r < output[0] - 1 ? perRow : row);
    for (let i = 0; i < reads; i++) firings.reads[start + Math.floor((i * row) / reads)] = 1;
    for (let j = 1; j <= windows; j++) firings.writes[start + Math.ceil((j * row) / windows) - 1] = 1;
    left -= reads;
  }
  const end = fill + output[0] * row;
  firings.reads.fill(1, end, end + left);
  return firings;
}

/** A whole window per cycle, once the pixels that complete it are read. */
function parallelSwg({ kernel, input, output, stride, fold }: Swg): Firings {
  const [height, width] = input;
  const firings = firingsOf(height * width * fold);
  firings.reads.fill(1);
  firings.idle[0] = 2;
  for (let r = 0; r < output[0]; r++) {
    for (let c = 0; c < output[1]; c++) {
      const pixel = (r * stride[0] + kernel[0] - 1) * width + c * stride[1] + kernel[1] - 1;
      firings.writes[(pixel + 1) * fold - 1] = 1;
    }
  }
  return firings;
}
