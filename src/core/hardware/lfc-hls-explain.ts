import { type Explanation, figure } from './explanation';
import { foldCycles, lanesOf } from './folding';
import {
  adderBits,
  adderLut,
  assumedThresholds,
  LFC_HLS,
  type LfcLayer,
  lfcBram,
  lfcFf,
  lfcLut,
  streamBram,
  thresholdLut,
  weightBram,
} from './lfc-hls';

const SOURCE = 'Calibration to paper 003 (Table 2; counts of section 3.5)';
const PER_LAYER =
  "Only the totals of LFC at W1A1 and W8A8 and the counts 7, 22 and 4 are the paper's; the split over layers is a " +
  'prediction.';

export function explainLfcLut(layer: LfcLayer): Explanation {
  const { folding, weightBits: w, activationBits: a } = layer;
  const t = assumedThresholds(layer);
  return {
    value: Math.round(lfcLut(layer)),
    formula:
      'kappa PE adders(SIMD, W+A) + PE T (8 + ceil(16 TMEM / 64)); ' +
      'adders = 16 + sum over tree levels l of SIMD / 2^l (W+A+l) bits; T = A, 1 in the last layer',
    substituted:
      `${figure(LFC_HLS.lut.perAdderBit)} x ${folding.pe} x ${adderBits(folding.simd, w + a)} + ` +
      `${folding.pe} x ${t} x ${thresholdLut(layer) / (folding.pe * t)} = ${figure(adderLut(layer))} + ` +
      `${thresholdLut(layer)}, rounded`,
    source: `${SOURCE}; kappa = ${LFC_HLS.lut.perAdderBit}`,
    error: `${PER_LAYER} HLS over-states LUT: 1.88 times the 28360 of BNN-PYNQ's lfcW1A1 after synthesis.`,
  };
}

export function explainLfcFf(layer: LfcLayer): Explanation {
  const { folding, weightBits: w, inputBits, activationBits: a, last } = layer;
  const { perLaneBit, perThreshold } = LFC_HLS.ff;
  const thresholds = last ? '' : ` + ${figure(perThreshold)} x ${folding.pe} x ${a}`;
  return {
    value: Math.round(lfcFf(layer)),
    formula: `k PE SIMD (W + A_in) + MW A_in${last ? '' : ' + t PE A'}`,
    substituted:
      `${perLaneBit} x ${lanesOf(folding)} x (${w} + ${inputBits}) + ${folding.mw} x ${inputBits}${thresholds} = ` +
      `${figure(lfcFf(layer))}, rounded`,
    source: `${SOURCE}; k = ${perLaneBit}, t = ${figure(perThreshold)}`,
    error:
      `${PER_LAYER} k is not identified beyond 1.25 to 1.40, t 78 to 90. From W1A1 to W1A2 the model adds 19419 FF, ` +
      "BNN-PYNQ's synthesis 11868.",
  };
}

export function explainLfcBram(layer: LfcLayer): Explanation {
  const { folding, weightBits: w, activationBits: a } = layer;
  const stream = streamBram(layer);
  return {
    value: lfcBram(layer),
    formula:
      'PE ceil(WMEM / 512) ceil(SIMD W / 32) + stream; stream = ceil(PE A / 18) if 512 A > 1024 bits, else 0',
    substituted:
      `${folding.pe} x ceil(${foldCycles(folding)} / 512) x ceil(${folding.simd * w} / 32) + ` +
      `${stream === 0 ? '0' : `ceil(${folding.pe * a} / 18)`} = ${weightBram(layer)} + ${stream}`,
    source: `${SOURCE}; one memory per PE, 32 of a RAMB18's 36 bits used`,
    error: `${PER_LAYER} Of 16 hypotheses for the two widths only 32 and 18 give both 1643 and the count of 7.`,
  };
}

export function explainLfcCycles({ folding }: LfcLayer): Explanation {
  const { mw, mh, pe, simd } = folding;
  return {
    value: foldCycles(folding),
    formula: '(MH / PE) (MW / SIMD)',
    substituted: `(${mh} / ${pe}) x (${mw} / ${simd}) = ${foldCycles(folding)}`,
    source: 'BNN-PYNQ bnn/src/network/lfcW1A1/hw/config.h; FINN matrixvectoractivation.py:455-464',
    error: 'Exact for an initiation interval of 1 per fold; the depth of the pipeline is not in it.',
  };
}

const TOTAL_ERROR: Readonly<Record<'lut' | 'ff' | 'bram18', string>> = {
  lut:
    'LFC: equal to the paper at W1A1 and W8A8 by construction (2 constants, 2 data), nothing else validates it but ' +
    '"evenly" (W 46 %, A 54 %). HLS over-states LUT 1.88 times against synthesis at W1A1.',
  ff: 'LFC: equal to the paper at W1A1, W8A8 and in the counts 22 and 4; the values between are predictions.',
  bram18: 'LFC: equal to the paper at W1A1, W8A8 and in the count of 7; two discrete choices and one offset.',
};

/** How a total comes about: base plus the unrounded layers, rounded once. */
export function explainLfcTotal(
  name: 'lut' | 'ff' | 'bram18',
  base: number,
  parts: readonly number[],
  value: number,
): Explanation {
  return {
    value,
    formula: 'round(base + sum over layers)',
    substituted: `round(${[base, ...parts].map(figure).join(' + ')}) = ${value}; the first term is the base`,
    source: `${SOURCE}; base ${figure(base)}: control, I/O FIFOs and memory interface, fitted`,
    error: TOTAL_ERROR[name],
  };
}
