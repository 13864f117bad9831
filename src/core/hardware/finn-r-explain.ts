import { type Explanation, figure } from './explanation';
import { type FinnRLayer, finnRBram, finnRCycles, finnRLut } from './finn-r';

const SOURCE = 'FINN v0.2b, finn/custom_op/fpgadataflow/streamingfclayer_batch.py:192-230, after FINN-R';

export function explainFinnRLut(layer: FinnRLayer): Explanation {
  const { folding, weightBits, inputBits } = layer;
  const value = Math.round(finnRLut(layer));
  return {
    value,
    formula: '300 + 1.1 PE SIMD W A',
    substituted: `300 + 1.1 x ${folding.pe} x ${folding.simd} x ${weightBits} x ${inputBits} = ${value}`,
    source: SOURCE,
    error:
      'Grows with W A, not with the products: below FINN dev for narrow data. LFC W1A1 in BNN-PYNQ is 8099 by it and ' +
      '28360 after synthesis, the whole design included.',
  };
}

export function explainFinnRBram(layer: FinnRLayer): Explanation {
  const { folding, weightBits } = layer;
  const words = figure((folding.mw * folding.mh) / (folding.pe * folding.simd));
  const value = finnRBram(layer);
  return {
    value,
    formula: 'PE ceil(WMEM/512) ceil(SIMD W/36), WMEM = MW MH / (PE SIMD)',
    substituted: `${folding.pe} x ceil(${words}/512) x ceil(${folding.simd} x ${weightBits}/36) = ${value}`,
    source: SOURCE,
    error:
      "Weights only, one memory per PE. 208 for BNN-PYNQ's LFC W1A1, exactly the RAMB18s that its synthesis used.",
  };
}

export function explainFinnRCycles(layer: FinnRLayer): Explanation {
  const { folding, vectors } = layer;
  const value = finnRCycles(layer);
  return {
    value,
    formula: '(MH / PE) (MW / SIMD) vectors',
    substituted: `(${folding.mh} / ${folding.pe}) x (${folding.mw} / ${folding.simd}) x ${vectors} = ${value}`,
    source: SOURCE,
    error: 'Exact for an initiation interval of 1 per fold; the depth of the pipeline is not in it.',
  };
}
