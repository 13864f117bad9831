import { BitscapeError } from '../errors';
import { type FinnAnswers, type FinnRecord, NO_ANSWERS } from './answers';
import { type Attributes, oneOf, RAM_STYLES, size, sizes, typeOf } from './attributes';
import { RAMB18_BITS, ramb18Count, uramCount, usedShare } from './ramb18';

/** A FIFO between two layers. */
export interface FifoParams {
  /** Words. */
  depth: number;
  /** Bits of a word. */
  width: number;
  /** `rtl`: shift registers in LUTs. `vivado`: AMD's AXI FIFO, its depth rounded up to a power of two. */
  impl_style: 'rtl' | 'vivado';
  ram_style: 'auto' | 'block' | 'distributed' | 'ultra';
}

/** Bits that count to n: ceil(log2 n). */
const addressBits = (n: number): number => {
  let bits = 0;
  for (let reach = 1; reach < n; reach *= 2) bits++;
  return bits;
};

/** Words that the FIFO really has. Source: rtl/streamingfifo_rtl.py:53-67. */
export const fifoDepth = ({ depth, impl_style }: FifoParams): number =>
  impl_style === 'vivado' ? 2 ** addressBits(depth) : depth;

/** LUT = 2 ceil(log2 D) + ceil(D/32) ceil(width/2), the latter for data in LUTs. Source: streamingfifo.py:147-210. */
export function fifoLut(p: FifoParams): number {
  const depth = fifoDepth(p);
  const inLuts = p.impl_style === 'rtl' || p.ram_style === 'distributed';
  return 2 * addressBits(depth) + (inLuts ? Math.ceil(depth / 32) * Math.ceil(p.width / 2) : 0);
}

/** RAMB18s: only with Vivado's FIFO in block RAM; its "auto" costs nothing. Source: streamingfifo.py:147-210. */
export const fifoBram = (p: FifoParams): number =>
  p.impl_style === 'vivado' && p.ram_style === 'block' ? ramb18Count(p.width, fifoDepth(p)) : 0;

/**
 * FINN's answers for a FIFO, as its `main` branch (39f0c9a) has them. `dev` 73ba5ed compares a truth value with "rtl" and
 * so bills every FIFO for block RAM and UltraRAM and none for LUT data; that is not reproduced.
 */
export function fifo(record: FinnRecord): FinnAnswers {
  const p = fifoOfRecord(record);
  const depth = fifoDepth(p);
  const bram18 = fifoBram(p);
  const ultra = p.impl_style === 'vivado' && p.ram_style === 'ultra';
  return {
    ...NO_ANSWERS,
    lut: fifoLut(p),
    bram18,
    bram_efficiency: usedShare(p.width * depth, bram18, RAMB18_BITS),
    uram: ultra ? uramCount(p.width, depth) : 0,
  };
}

function fifoOfRecord({ params: a, width }: FinnRecord): FifoParams {
  return {
    depth: size(a, 'depth'),
    width: width ?? streamWidth(a),
    impl_style: oneOf(a, 'impl_style', ['rtl', 'vivado'] as const, 'rtl'),
    ram_style: oneOf(a, 'ram_style', RAM_STYLES, 'auto'),
  };
}

/** Bits of the stream: elements of the innermost folded dimension times their width. */
function streamWidth(a: Attributes): number {
  if (a.folded_shape === undefined || a.dataType === undefined) {
    throw new BitscapeError(
      'IllegalAttribute',
      'a FIFO needs its stream: give the record "width" in bits, or the attributes folded_shape and dataType',
      'width',
    );
  }
  const shape = sizes(a, 'folded_shape');
  return shape[shape.length - 1] * typeOf(a, 'dataType').bits;
}
