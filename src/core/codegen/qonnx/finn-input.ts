import type { IntegerNetwork } from '../../network/integer-network';
import type { GraphBuilder } from './graph';
import { multiThreshold } from './multi-threshold';
import type { TensorInfo } from './onnx';

/**
 * Codes of pixels 0..255, by a MultiThreshold with thresholds at the codes' first pixels; 8-bit codes are the pixels.
 */
export function finnInput(
  graph: GraphBuilder,
  { precision }: IntegerNetwork,
  pixels: TensorInfo,
): TensorInfo {
  const bits = precision.inputBits;
  if (bits === 8) return pixels;
  const step = 2 ** (8 - bits);
  const steps =
    bits === 1
      ? signSteps(precision.weightBits === 1)
      : { values: firstPixels(step), datatype: `UINT${bits}`, scale: 1, bias: 0 };
  const { values, ...output } = steps;
  return multiThreshold(graph, pixels, {
    name: 'codes',
    thresholds: { dims: [1, values.length], values, datatype: 'UINT8' },
    ...output,
  });
}

const firstPixels = (step: number): number[] =>
  Array.from({ length: 256 / step - 1 }, (_, k) => (k + 1) * step);

/**
 * -1 or +1. FINN turns a bipolar output into a bit where bipolar weights follow, and refuses its scale of 2 in a
 * thresholding unit of its own otherwise (convert_to_hw_layers.py, InferThresholdingLayer). Two equal thresholds
 * step from -1 to +1 with a scale of 1.
 */
const signSteps = (bipolarWeights: boolean) =>
  bipolarWeights
    ? { values: [128], datatype: 'BIPOLAR', scale: 2, bias: -1 }
    : { values: [128, 128], datatype: 'INT2', scale: 1, bias: -1 };
