/**
 * The training kernels: what a WebAssembly instance of the engine exports. Addresses are bytes, sizes are
 * counts of floats, arrays are row-major and followed by at least 64 bytes of room. One source, two builds:
 * with relaxed SIMD (fused multiply-add) and without.
 */
export {
  activate,
  activationPoint,
  lineGradient,
  normalize,
  normalizeGradient,
  setActivation,
} from './activation';
export { adam, adamWeights, holdZeros, maskGradient, setAdam } from './adam';
export { batchNorm, follow } from './batch-norm';
export { span } from './columns';
export {
  convolve,
  convolveInputGradient,
  convolveWeightGradient,
  packedFilterBytes,
  packFilters,
  turnFilters,
} from './convolution';
export { castGradient, lookUp } from './fixed';
export { gemm } from './gemm';
export { pixelCodes, pixelInputs } from './inputs';
export { gatherWindows, multiplyCodes } from './integer';
export { classesOf, compareAll, poolCodes, searchAll } from './levels';
export { crossEntropy, squaredHinge } from './loss';
export { maxPool, maxPoolGradient } from './pool';
export { multiply, quantize } from './quantize';
export { avoidSpills } from './tile';

/** First address that is free for the caller. */
export function heapBase(): usize {
  return __heap_base;
}
