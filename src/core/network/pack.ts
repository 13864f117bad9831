import { BitscapeError } from '../errors';
import type { Precision } from '../precision';
import { activationQuantizer } from './fold';
import type { Affine, IntegerNetwork, IntegerStage } from './integer-network';
import { integers, numbersOf } from './integer-stage';
import { stagesOf, type Topology } from './topology';

/** A packed network's numbers: all of 32 bits, or for wide sums and lines float64. Little-endian, as the names are. */
interface Form {
  magic: number;
  bytes: number;
  write: (view: DataView, at: number, value: number) => void;
  read: (view: DataView, at: number) => number;
}

const FORMS: Readonly<Record<'BCS1' | 'BCS2', Form>> = {
  BCS1: {
    magic: 0x31534342,
    bytes: 4,
    write: (view, at, value) => view.setInt32(at, value, true),
    read: (view, at) => view.getInt32(at, true),
  },
  BCS2: {
    magic: 0x32534342,
    bytes: 8,
    write: (view, at, value) => view.setFloat64(at, value, true),
    read: (view, at) => view.getFloat64(at, true),
  },
};

const MAGIC_BYTES = 4;

/** What can be in 32 bits is. */
const formOf = ({ stages }: IntegerNetwork): Form =>
  stages.some((s) => s.lines || s.bias instanceof Float64Array || s.thresholds instanceof Float64Array)
    ? FORMS.BCS2
    : FORMS.BCS1;

/**
 * Packs an integer network into bytes: magic, then per stage the accumulator limit, the weight codes at W bits each (code +
 * maxCode; bipolar: 0 = -1, 1 = +1) in words of 32 bits, a word a number, and thresholds, or lines (shift, lowest and
 * highest code, scales, biases), or scale and bias. "BCS1" has numbers of 32 bits; "BCS2", for what they cannot hold, float64.
 * Topology and precision are not in it: `unpackNetwork` is given them.
 */
export function packNetwork(network: IntegerNetwork): Uint8Array {
  const form = formOf(network);
  const bits = network.precision.weightBits;
  const numbers: number[] = [];
  for (const s of network.stages) {
    numbers.push(s.accumulatorLimit);
    for (const list of [packCodes(s.weights, bits), s.thresholds, lineNumbers(s.lines), s.scale, s.bias]) {
      for (const value of list) numbers.push(value);
    }
  }
  const view = new DataView(new ArrayBuffer(MAGIC_BYTES + numbers.length * form.bytes));
  view.setInt32(0, form.magic, true);
  for (const [i, value] of numbers.entries()) form.write(view, MAGIC_BYTES + i * form.bytes, value);
  return new Uint8Array(view.buffer);
}

const lineNumbers = (lines: Affine | undefined): number[] =>
  lines ? [lines.shift, lines.minCode, lines.maxCode, ...lines.scale, ...lines.bias] : [];

/** @throws BitscapeError "BadNetwork" if the bytes are not a packed network of that topology and precision. */
export function unpackNetwork(topology: Topology, precision: Precision, bytes: Uint8Array): IntegerNetwork {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = bytes.byteLength < MAGIC_BYTES ? 0 : view.getInt32(0, true);
  const form = Object.values(FORMS).find((f) => f.magic === magic) ?? FORMS.BCS1;
  const expected = MAGIC_BYTES + packedNumbers(topology, precision) * form.bytes;
  if (bytes.byteLength !== expected || magic !== form.magic) {
    throw new BitscapeError(
      'BadNetwork',
      `packed network of ${bytes.byteLength} bytes: expected ${expected} bytes that start with "BCS1" or "BCS2"`,
      'network',
    );
  }
  let at = MAGIC_BYTES - form.bytes;
  const next = () => {
    at += form.bytes;
    return form.read(view, at);
  };
  const list = (length: number) => Float64Array.from({ length }, next);
  const output = activationQuantizer(topology, precision.activationBits);
  const stages = stagesOf(topology).map((stage): IntegerStage => {
    const accumulatorLimit = next();
    const size = stage.units * stage.fanIn;
    const packed = Int32Array.from(list(codeWords(size, precision.weightBits)));
    const { thresholds, lines, scores } = numbersOf(stage, output);
    const held = (length: number) => {
      const values = integers(length, accumulatorLimit);
      values.set(list(length));
      return values;
    };
    return {
      stage,
      weights: unpackCodes(packed, precision.weightBits, size),
      thresholds: held(stage.units * thresholds),
      thresholdCount: thresholds,
      ...(lines > 0 && { lines: readLines(next, list, lines) }),
      scale: Int16Array.from(list(scores)),
      bias: held(scores),
      accumulatorLimit,
    };
  });
  return { topology, precision, stages };
}

function readLines(next: () => number, list: (length: number) => Float64Array, units: number): Affine {
  const [shift, minCode, maxCode] = [next(), next(), next()];
  return { scale: list(units), bias: list(units), shift, minCode, maxCode };
}

function packedNumbers(topology: Topology, precision: Precision): number {
  const output = activationQuantizer(topology, precision.activationBits);
  return stagesOf(topology).reduce((sum, stage) => {
    const { thresholds, lines, scores } = numbersOf(stage, output);
    const tail = stage.units * thresholds + (lines > 0 ? 3 + 2 * lines : 0) + 2 * scores;
    return sum + 1 + codeWords(stage.units * stage.fanIn, precision.weightBits) + tail;
  }, 0);
}

const codeWords = (size: number, bits: number): number => Math.ceil((size * bits) / 32);

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
