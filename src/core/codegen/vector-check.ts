import { argmax, inference } from '../network/infer';
import type { IntegerNetwork } from '../network/integer-network';
import { packNetwork, unpackNetwork } from '../network/pack';
import type { GeneratedFile } from './export-request';

/** The golden vectors of an export, computed anew. */
export interface VectorCheck {
  /** Images in golden/images.hex. */
  vectors: number;
  /** Those whose class and scores are as golden/classes.txt and golden/scores.txt say. */
  equal: number;
  /** The first image that is not; null if there is none. */
  firstDifferent: number | null;
}

/**
 * Reads the images out of an export's own files, runs them through the integer network after packing and unpacking it, and
 * compares class and scores with what the files say.
 */
export function checkVectors(network: IntegerNetwork, files: readonly GeneratedFile[]): VectorCheck {
  const { topology, precision } = network;
  const run = inference(unpackNetwork(topology, precision, packNetwork(network)));
  const images = linesOf(files, 'golden/images.hex');
  const classes = linesOf(files, 'golden/classes.txt');
  const scores = linesOf(files, 'golden/scores.txt');
  const isEqual = (line: string, image: number): boolean => {
    const computed = run(pixelsOf(line, precision.inputBits), 1);
    return classes[image] === String(argmax(computed)) && scores[image] === computed.join(' ');
  };
  const equal = images.map(isEqual);
  const first = equal.indexOf(false);
  return {
    vectors: images.length,
    equal: equal.filter(Boolean).length,
    firstDifferent: first < 0 ? null : first,
  };
}

function linesOf(files: readonly GeneratedFile[], path: string): string[] {
  const content = files.find((file) => file.path === path)?.content;
  return typeof content === 'string' ? content.trimEnd().split('\n') : [];
}

/** Pixels of a line of hex digits that have its codes: 1 bit is bright or dark. */
function pixelsOf(line: string, inputBits: number): Uint8Array {
  const digits = Math.ceil(inputBits / 4);
  return Uint8Array.from({ length: Math.floor(line.length / digits) }, (_, i) => {
    const code = Number.parseInt(line.slice(i * digits, (i + 1) * digits), 16);
    return inputBits === 1 ? 255 * code : code << (8 - inputBits);
  });
}
