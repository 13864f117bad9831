import { BitscapeError } from '../errors';
import type { Precision } from '../precision';
import { thresholdCount } from '../quantizers/quantizer';
import { activationQuantizer } from './fold';
import type { IntegerNetwork, IntegerStage } from './integer-network';
import { stagesOf, type Topology } from './topology';

const MAGIC = 0x31534342; // "BCS1", little-endian

/**
 * Packs an integer network into bytes: magic, then per stage the accumulator limit (int32), the weight codes
 * at W bits each (code + maxCode; bipolar: 0 = -1, 1 = +1), and thresholds (int32) or scale and bias (int32).
 * Topology and precision are not in it: `unpackNetwork` is given them.
 */
export function packNetwork(network: IntegerNetwork): Uint8Array {
  const bits = network.precision.weightBits;
  const words: number[] = [MAGIC];
  for (const s of network.stages) {
    words.push(s.accumulatorLimit);
    for (const word of packCodes(s.weights, bits)) words.push(word);
    for (const list of [s.thresholds, s.scale, s.bias]) for (const value of list) words.push(value);
  }
  const bytes = new DataView(new ArrayBuffer(words.length * 4));
  for (const [i, word] of words.entries()) bytes.setInt32(i * 4, word, true);
  return new Uint8Array(bytes.buffer);
}

/** @throws BitscapeError "BadNetwork" if the bytes are not a packed network of that topology and precision. */
export function unpackNetwork(topology: Topology, precision: Precision, bytes: Uint8Array): IntegerNetwork {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const expected = packedWords(topology, precision) * 4;
  if (bytes.byteLength !== expected || view.getInt32(0, true) !== MAGIC) {
    throw new BitscapeError(
      'BadNetwork',
      `packed network of ${bytes.byteLength} bytes: expected ${expected} bytes that start with "BCS1"`,
      'network',
    );
  }
  let at = 4;
  const next = () => {
    at += 4;
    return view.getInt32(at - 4, true);
  };
  const stages = stagesOf(topology).map((stage): IntegerStage => {
    const accumulatorLimit = next();
    const size = stage.units * stage.fanIn;
    const packed = Int32Array.from({ length: codeWords(size, precision.weightBits) }, next);
    const count = stage.last ? 0 : thresholdsPerUnit(topology, precision);
    const scores = stage.last ? stage.units : 0;
    return {
      stage,
      weights: unpackCodes(packed, precision.weightBits, size),
      thresholds: Int32Array.from({ length: stage.units * count }, next),
      thresholdCount: count,
      scale: Int16Array.from({ length: scores }, next),
      bias: Int32Array.from({ length: scores }, next),
      accumulatorLimit,
    };
  });
  return { topology, precision, stages };
}

const thresholdsPerUnit = (topology: Topology, { activationBits }: Precision): number =>
  thresholdCount(activationQuantizer(topology, activationBits));

const codeWords = (size: number, bits: number): number => Math.ceil((size * bits) / 32);

function packedWords(topology: Topology, precision: Precision): number {
  const perUnit = thresholdsPerUnit(topology, precision);
  return stagesOf(topology).reduce((sum, s) => {
    const tail = s.last ? 2 * s.units : perUnit * s.units;
    return sum + 1 + codeWords(s.units * s.fanIn, precision.weightBits) + tail;
  }, 1);
}

/** Unsigned field of a weight code: two's complement would waste the narrow range's sign symmetry. */
const offsetOf = (bits: number): number => (bits === 1 ? 1 : 2 ** (bits - 1) - 1);

function packCodes(codes: Int16Array, bits: number): Int32Array {
  const words = new Int32Array(codeWords(codes.length, bits));
  const offset = offsetOf(bits);
  for (let i = 0; i < codes.length; i++) {
    const field = bits === 1 ? (codes[i] + 1) >> 1 : codes[i] + offset;
    const at = i * bits;
    words[at >> 5] |= field << (at & 31);
    if ((at & 31) + bits > 32) words[(at >> 5) + 1] |= field >>> (32 - (at & 31));
  }
  return words;
}

function unpackCodes(words: Int32Array, bits: number, size: number): Int16Array {
  const codes = new Int16Array(size);
  const mask = 2 ** bits - 1;
  const offset = offsetOf(bits);
  for (let i = 0; i < size; i++) {
    const at = i * bits;
    let field = words[at >> 5] >>> (at & 31);
    if ((at & 31) + bits > 32) field |= words[(at >> 5) + 1] << (32 - (at & 31));
    codes[i] = bits === 1 ? (field & 1) * 2 - 1 : (field & mask) - offset;
  }
  return codes;
}
