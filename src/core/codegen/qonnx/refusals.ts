import { activationQuantizer } from '../../network/fold';
import type { IntegerNetwork } from '../../network/integer-network';
import { cellName } from '../../precision';
import { levelCount } from '../../quantizers/quantizer';
import { codeShift } from './quant-style';
import { type CodeRange, FLOAT32_INTEGERS, inputRange, wideStage } from './reach';

/** Why a file of a network is not written, in words; null: it is. */
export interface OnnxRefusals {
  standard: string | null;
  finn: string | null;
  qonnx: string | null;
}

/** What none of the files of a network can hold, and what each of them cannot. */
export function refusalsOf(network: IntegerNetwork): OnnxRefusals {
  const lines = linesReason(network);
  return {
    standard: lines ?? bytesReason(network),
    finn: lines ?? reachReason(network),
    qonnx: lines ?? reachReason(network, qonnxRange),
  };
}

function linesReason({ stages }: IntegerNetwork): string | null {
  const stage = stages.find((s) => s.lines)?.stage;
  return stage ? `${stage.name} has lines instead of thresholds, and the file would hold thresholds.` : null;
}

/** Codes of the standard operators are bytes. */
function bytesReason({ topology, precision }: IntegerNetwork): string | null {
  const levels = levelCount(activationQuantizer(topology, precision.activationBits));
  return precision.weightBits > 8 || levels > 256
    ? `it would multiply bytes, and the codes of ${cellName(precision)} are wider.`
    : null;
}

function reachReason(network: IntegerNetwork, rangeOf = inputRange): string | null {
  const wide = wideStage(network, rangeOf);
  return (
    wide &&
    `sums of ${wide.name} reach ${wide.reach}. It would hold its integers in float32, which is exact below
${FLOAT32_INTEGERS} only.`
  );
}

/** Codes that the QONNX file's stages read: levels that count from 0 where a hard tanh is clipped. */
function qonnxRange(network: IntegerNetwork, index: number): CodeRange {
  const { low, high } = inputRange(network, index);
  if (index === 0) return { low, high };
  const shift = codeShift(activationQuantizer(network.topology, network.precision.activationBits));
  return { low: low + shift, high: high + shift };
}
