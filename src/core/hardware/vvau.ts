import { accumulatorBits } from './accumulator';
import { type FinnAnswers, type FinnRecord, NO_ANSWERS, type Variant } from './answers';
import {
  type Attributes,
  MEM_MODES,
  type MemMode,
  oneOf,
  pair,
  RAM_STYLES,
  type RamStyle,
  RES_TYPES,
  size,
  typeOf,
} from './attributes';
import { multiplierLut, mvauLutTotal, treeLut } from './mvau-lut';
import { hlsRamb18Count, RAMB18_BITS, URAM_BITS, uramCount, usedShare } from './ramb18';

/** A depthwise layer: one kernel per channel. Letters as in the formulas of the MVAU. */
interface Vvau {
  P: number;
  Q: number;
  W: number;
  A: number;
  /** Kernel size, channels, output positions. */
  kernel: number;
  channels: number;
  positions: number;
  wmem: number;
  tmem: number;
  activation: boolean;
  mem: MemMode;
  ram: RamStyle;
  dsp: boolean;
}

function vvauOf(a: Attributes): Vvau {
  const [height, width] = pair(a, 'Kernel');
  const [rows, columns] = pair(a, 'Dim');
  const channels = size(a, 'Channels');
  const P = size(a, 'PE');
  const Q = size(a, 'SIMD', 1);
  const kernel = height * width;
  const activation = oneOf(a, 'noActivation', [0, 1] as const, 0) === 0;
  return {
    P,
    Q,
    W: typeOf(a, 'weightDataType').bits,
    A: typeOf(a, 'inputDataType').bits,
    kernel,
    channels,
    positions: rows * columns,
    wmem: Math.floor(Math.floor((kernel * channels) / P) / Q),
    tmem: activation ? Math.floor(channels / P) : 0,
    activation,
    mem: oneOf(a, 'mem_mode', MEM_MODES, 'internal_decoupled'),
    ram: oneOf(a, 'ram_style', RAM_STYLES, 'auto'),
    dsp: oneOf(a, 'resType', RES_TYPES, 'auto') === 'dsp',
  };
}

/**
 * LUTs of an HLS VVAU: as an MVAU of kernel-size inputs, but the thresholds are always billed and their memory is not
 * rounded up. Source: hls/vectorvectoractivation_hls.py:52-114.
 */
function lutOf(a: Attributes, v: Vvau): number {
  const { P, Q, W, A, wmem, tmem } = v;
  const acc = accumulatorBits(
    v.kernel,
    W,
    typeOf(a, 'inputDataType'),
    typeOf(a, 'accDataType', 'INT32').bits,
  );
  const inLuts =
    (v.mem === 'internal_decoupled' && v.ram === 'distributed') ||
    (v.mem === 'internal_embedded' && wmem <= 128);
  const thresholds = v.activation ? 2 ** typeOf(a, 'outputDataType').bits - 1 : 0;
  const mult = v.dsp ? 0 : multiplierLut(Q, W + A);
  const perPe = mult + treeLut(Q, W + A) + acc + (thresholds * acc * tmem) / 64 + thresholds * acc;
  return mvauLutTotal(P, perPe, inLuts ? P * Q * W * Math.ceil(wmem / 64) : 0);
}

/** RAMB18s of the weights, by HLS's narrower aspects. Source: vectorvectoractivation.py:318-351. */
function bramOf({ P, Q, W, wmem, mem, ram }: Vvau): number {
  const none =
    mem === 'external' ||
    (mem === 'internal_decoupled' && (ram === 'distributed' || ram === 'ultra')) ||
    ((mem === 'internal_embedded' || ram === 'auto') && wmem <= 128);
  return none ? 0 : hlsRamb18Count(Q * W * P, wmem);
}

const uramOf = ({ P, Q, W, wmem, mem, ram }: Vvau): number =>
  mem === 'internal_decoupled' && ram === 'ultra' ? uramCount(Q * W * P, wmem) : 0;

/** Everything but LUT and DSP, which depend on the backend. Cycles: vectorvectoractivation.py:379-390. */
function common(v: Vvau, variant: Variant): FinnAnswers {
  const { P, Q, W, wmem } = v;
  const bram18 = bramOf(v);
  const uram = uramOf(v);
  const bits = W * v.kernel * v.channels;
  return {
    ...NO_ANSWERS,
    bram18,
    bram_efficiency: usedShare(variant === 'finn' ? W * P * wmem : bits, bram18, RAMB18_BITS),
    uram,
    uram_efficiency: usedShare(bits, uram, URAM_BITS),
    cycles: Math.trunc(((v.channels * v.kernel) / P / Q) * v.positions),
  };
}

/**
 * FINN's answers for a depthwise layer in HLS. Its DSP count and its RAMB18 efficiency omit SIMD; `finn-corrected` has
 * it.
 */
export function vvauHls({ params: a }: FinnRecord, variant: Variant): FinnAnswers {
  const v = vvauOf(a);
  const products = variant === 'finn' ? v.P : v.P * v.Q;
  return {
    ...common(v, variant),
    lut: lutOf(a, v),
    dsp: v.dsp ? products * Math.ceil((v.W + v.A) / 48) : 0,
  };
}

/** FINN's answers for a depthwise layer in RTL: DSP58s only, no LUT model. Source: rtl/vectorvectoractivation_rtl.py. */
export function vvauRtl({ params: a }: FinnRecord, variant: Variant): FinnAnswers {
  const v = vvauOf(a);
  return { ...common(v, variant), dsp: v.P * Math.ceil(v.Q / 3) };
}
