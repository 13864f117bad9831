import type { Explanation } from './explanation';
import { type MvauParams, mvauCycles, mvauShape, vectorCount } from './mvau';
import { type BilledLine, billedLine } from './mvau-line';
import { billedThresholds, mvauLut, mvauLutTerms } from './mvau-lut';
import { weightPlace } from './mvau-memory';
import { PLACES } from './mvau-memory-explain';

/** The attributes that decide what is billed. */
const choiceText = (p: MvauParams): string =>
  `resType ${p.resType}, mem_mode ${p.mem_mode}, ram_style ${p.ram_style}, ram_style_thresholds ${p.ram_style_thresholds}`;

const FINN = 'FINN dev 73ba5ed, finn/custom_op/fpgadataflow';

/** How FINN's LUT count of an HLS MVAU comes about. */
export function explainMvauLut(p: MvauParams): Explanation {
  const t = mvauLutTerms(p);
  const value = mvauLut(p);
  const mult = p.resType === 'dsp' ? 'mult = 0 (DSPs)' : 'mult = SIMD (2 ceil((W+A)/6) - 1)(W+A)';
  const { line } = t;
  const n = billedThresholds(p, line);
  const thresholds = line
    ? `thr = comp = 0 (a line per neuron); ${LINE_FORMULAS[line.kind]}`
    : n
      ? 'thr = T acc ceil(TMEM/64), comp = T acc, T thresholds per neuron'
      : `thr = comp = 0 (${p.noActivation ? 'no activation' : 'FINN bills only "distributed" thresholds'})`;
  const place = weightPlace(p, t.shape.wmem);
  const weights = place === 'lut' ? 'weights = PE SIMD W ceil(WMEM/64)' : `weights = 0 (${PLACES[place]})`;
  return {
    value,
    formula:
      `floor(300 + 1.1 PE (mult + tree + acc + thr + comp) + weights)${line ? ' + PE line' : ''}; ${mult}, ` +
      `tree = (W+A)(2 SIMD - 1), acc = ceil(log2(MW 2^(W+A-1-s) + 1)) + 1, s = 1 if the input is signed; ${thresholds}; ${weights}`,
    substituted:
      `floor(300 + 1.1 x ${t.shape.P} x (${t.mult} + ${t.tree} + ${t.acc} + ${t.thr} + ${t.comp}) + ${t.c2})${line ? ` + ${t.shape.P} x ${lineText(line)}` : ''} = ${value}, ` +
      `with PE ${t.shape.P}, SIMD ${t.shape.Q}, W ${t.shape.W}, A ${t.shape.A}, MW ${p.MW}` +
      `${n ? `, T ${n}` : ''}; ${choiceText(p)}`,
    source: `${FINN}/hls/matrixvectoractivation_hls.py:61-122; 300 and 1.1 are the fitted constants of FINN-R${line ? '; line is ours, FINN has none' : ''}`,
    error:
      'Describes HLS logic of 2018. Hand-written RTL of the same MVAU, mapped by Yosys 0.23 for xc7, takes 0.17 to ' +
      '1.04 (median 0.54) of it in 105 syntheses (64x32 to 512x64 matrices, PE 1 to 32, no thresholds).' +
      (line ? ` ${LINE_ERRORS[line.kind]}` : ''),
  };
}

/** Our terms of a line, with the widths that they assume. */
const LINE_FORMULAS: Readonly<Record<BilledLine['kind'], string>> = {
  affine:
    'line = floor(2.5 acc scale) (0 in DSPs) + total + 2 B + (scale + bias) ceil(TMEM/64), scale = acc + B - 8, total = acc + scale, ' +
    'bias = total - 6',
  'two-hot':
    'line = 2 total ceil(place/2) + 2 total + 2 B + (2 place + 3 + bias) ceil(TMEM/64), scale = min(acc + B - 8, 8), ' +
    'total = acc + scale, bias = total - 6, place = ceil(log2(scale + 1))',
};

const LINE_ERRORS: Readonly<Record<BilledLine['kind'], string>> = {
  affine:
    'Of three lines by Yosys 0.23 (64 neurons, A = 4, 6, 8) line is 0.91 to 1.03, with a DSP 1.24 to 1.34, at the widths that ' +
    'they have; scales of trained networks are 2 bits narrower to 3 wider than assumed.',
  'two-hot':
    'Of three lines by Yosys 0.23 (64 neurons, A = 4, 6, 8) line is 0.79 to 0.95 at the widths that they have.',
};

const lineText = ({ lut, widths: { scale, bias, total, output } }: BilledLine): string =>
  `(${lut.mult} + ${lut.add} + ${lut.clamp} + ${lut.memory}), scale ${scale}, bias ${bias}, total ${total}, B ${output}`;

/** How the DSPs of an HLS MVAU come about: a true 0 where the products are built from LUTs. */
export function explainMvauDsp(p: MvauParams, value: number): Explanation {
  const ofLine = billedLine(p, mvauShape(p).tmem)?.dsp ?? 0;
  const ofProduct = (value - p.PE * ofLine) / (p.PE * p.SIMD);
  const [formula, number] = ofLine
    ? [
        'PE (SIMD ceil((W+A)/48) + line), line = blocks of acc x scale bits',
        `(${p.SIMD} x ${ofProduct} + ${ofLine})`,
      ]
    : ['PE SIMD ceil((W+A)/48)', `${p.SIMD} x ${ofProduct}`];
  return {
    value,
    formula: p.resType === 'dsp' ? formula : '0: the products are built from LUTs',
    substituted:
      p.resType === 'dsp' ? `${p.PE} x ${number} = ${value}; resType dsp` : `resType ${p.resType}: 0`,
    source: `${FINN}/hls/matrixvectoractivation_hls.py:124-137${ofLine ? '; line is ours' : ''}`,
    error:
      p.resType === 'dsp'
        ? 'One DSP per product, none packed: Yosys infers a DSP48E1 only for products of 9 bits and more.'
        : 'Exact for this choice. The last-layer scale is not in it.',
  };
}

/** How the cycles per image come about. */
export function explainMvauCycles(p: MvauParams): Explanation {
  const vectors = vectorCount(p);
  return {
    value: mvauCycles(p),
    formula: '(MH / PE) (MW / SIMD) vectors',
    substituted: `(${p.MH} / ${p.PE}) x (${p.MW} / ${p.SIMD}) x ${vectors} = ${mvauCycles(p)}`,
    source: `${FINN}/matrixvectoractivation.py:455-464`,
    error: 'Exact for an initiation interval of 1 per fold; the depth of the pipeline is not in it.',
  };
}
