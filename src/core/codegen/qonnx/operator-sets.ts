/** Domain of Quant, BipolarQuant and MultiThreshold; `IntQuant`, their newer name, is not read by FINN. */
export const QONNX_DOMAIN = 'qonnx.custom_op.general';

/**
 * Operator sets of the files for FINN and hls4ml. ONNX's own is first: qonnx takes the version of the first one for
 * that of all standard nodes, and executes with 11.
 */
export const QONNX_SETS = [
  { domain: '', version: 11 },
  { domain: QONNX_DOMAIN, version: 1 },
] as const;

/** Operator set of the file for ONNX runtimes: 13 is the first in which ReduceSum takes its axes as a tensor. */
export const STANDARD_SETS = [{ domain: '', version: 13 }] as const;
