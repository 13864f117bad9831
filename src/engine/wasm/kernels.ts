/**
 * The kernels of `kernels/index.ts`, as an instance exports them. Addresses are bytes; see the sources for
 * what each argument means.
 */
export interface Kernels extends IntegerKernels {
  memory: WebAssembly.Memory;
  heapBase(): number;
  span(units: number): number;
  avoidSpills(): void;
  setAdam(beta1: number, beta2: number, epsilon: number, smallest: number): void;
  holdZeros(hold: number): void;
  gemm(
    m: number,
    n: number,
    k: number,
    a: number,
    aRow: number,
    aStep: number,
    b: number,
    bStep: number,
    bColumn: number,
    c: number,
  ): void;
  packedFilterBytes(k: number, units: number): number;
  packFilters(k: number, units: number, weights: number, to: number): void;
  turnFilters(kernel: number, channels: number, units: number, weights: number, to: number): void;
  convolve(...sizes: ConvolutionArguments<[x: number, packed: number, out: number]>): void;
  convolveWeightGradient(...a: ConvolutionArguments<[x: number, gradient: number, weights: number]>): void;
  convolveInputGradient(
    ...a: ConvolutionArguments<[gradient: number, packed: number, padded: number, out: number]>
  ): void;
  batchNorm(
    rows: number,
    units: number,
    z: number,
    gamma: number,
    beta: number,
    epsilon: number,
    columns: number,
  ): void;
  follow(units: number, columns: number, mean: number, variance: number, momentum: number): void;
  setActivation(...lanes: [...QuantizerLanes, passLow: number, passHigh: number]): void;
  normalize(rows: number, units: number, z: number, columns: number, out: number): void;
  activate(rows: number, units: number, z: number, columns: number, multipliers: number, out: number): void;
  normalizeGradient(
    rows: number,
    units: number,
    z: number,
    columns: number,
    multipliers: number,
    masked: number,
    gradient: number,
    out: number,
  ): void;
  lineGradient(
    rows: number,
    units: number,
    z: number,
    columns: number,
    multipliers: number,
    masked: number,
    gradient: number,
    out: number,
  ): void;
  activationPoint(
    rows: number,
    units: number,
    z: number,
    columns: number,
    multipliers: number,
    gradient: number,
  ): number;
  castGradient(n: number, value: number, cast: number, gradient: number, low: number, high: number): number;
  lookUp(n: number, values: number, inverse: number, first: number, table: number): void;
  pixelInputs(n: number, pixels: number, out: number, shift: number, step: number, lowest: number): void;
  maxPool(
    size: number,
    height: number,
    width: number,
    channels: number,
    pool: number,
    x: number,
    multipliers: number,
    out: number,
    winners: number,
  ): void;
  maxPoolGradient(
    count: number,
    gradient: number,
    multipliers: number,
    winners: number,
    map: number,
    length: number,
  ): void;
  crossEntropy(size: number, classes: number, scores: number, labels: number, gradient: number): number;
  squaredHinge(size: number, classes: number, scores: number, labels: number, gradient: number): number;
  quantize(n: number, from: number, to: number, ...lanes: QuantizerLanes): void;
  multiply(n: number, a: number, b: number, to: number): void;
  adam(n: number, value: number, m: number, v: number, gradient: number, rate: number): void;
  adamWeights(
    n: number,
    value: number,
    m: number,
    v: number,
    gradient: number,
    rate: number,
    codes: number,
    limit: number,
    ...lanes: QuantizerLanes
  ): void;
  maskGradient(n: number, value: number, gradient: number, limit: number): void;
}

/** The kernels of the exact integer network: `kernels/integer.ts` and `kernels/levels.ts`. */
interface IntegerKernels {
  pixelCodes(n: number, pixels: number, out: number, shift: number, step: number, lowest: number): void;
  gatherWindows(
    height: number,
    width: number,
    channels: number,
    kernel: number,
    stride: number,
    x: number,
    out: number,
  ): void;
  multiplyCodes(rows: number, pairs: number, panels: number, x: number, packed: number, out: number): void;
  compareAll(...levels: LevelArguments<[]>): void;
  searchAll(...levels: LevelArguments<[slopes: number]>): void;
  poolCodes(height: number, width: number, channels: number, pool: number, x: number, out: number): void;
  classesOf(
    rows: number,
    units: number,
    stride: number,
    accumulators: number,
    scale: number,
    bias: number,
    out: number,
  ): void;
}

type LevelArguments<Slopes extends number[]> = [
  rows: number,
  units: number,
  stride: number,
  count: number,
  accumulators: number,
  thresholds: number,
  ...slopes: Slopes,
  low: number,
  step: number,
  out: number,
];

type ConvolutionArguments<Rest extends number[]> = [
  size: number,
  height: number,
  width: number,
  channels: number,
  kernel: number,
  units: number,
  ...rest: Rest,
];

/** A quantizer as the kernels want it: see `kernels/quantize.ts`. */
export type QuantizerLanes = [
  inverse: number,
  half: number,
  low: number,
  high: number,
  step: number,
  offset: number,
];

/** Vectors of `kernels/columns.ts` that are read or written from here, and how many there are. */
export const COLUMNS = {
  mean: 0,
  inverse: 2,
  scale: 3,
  beta: 4,
  betaGradient: 5,
  gammaGradient: 6,
  count: 10,
} as const;

/** A fresh instance with its own memory. */
export const instantiate = (module: WebAssembly.Module): Kernels =>
  // The compiler of `kernels/` is the only maker of these modules: their exports are the interface above.
  new WebAssembly.Instance(module).exports as unknown as Kernels;
