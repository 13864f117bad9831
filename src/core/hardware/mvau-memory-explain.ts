import { type Explanation, figure } from './explanation';
import { type MvauParams, mvauShape } from './mvau';
import {
  memoryEfficiency,
  mvauUram,
  mvauWeightMemory,
  RAMB18_BITS,
  type WeightPlace,
  weightPlace,
} from './mvau-memory';

const SOURCE = 'FINN dev 73ba5ed, finn/custom_op/fpgadataflow/matrixvectoractivation.py';

/** Where weights lie, in words. */
export const PLACES: Readonly<Record<WeightPlace, string>> = {
  outside: 'they come from outside',
  lut: 'they are in LUTs',
  bram18: 'they are in block RAM',
  uram: 'they are in UltraRAM',
};

/** How the RAMB18s of the weights come about. */
export function explainMvauBram(p: MvauParams): Explanation {
  const { width, depth, aspect, bram18 } = mvauWeightMemory(p);
  const shape = `word = PE SIMD W = ${p.PE} x ${p.SIMD} x ${width / (p.PE * p.SIMD)} = ${width} bits`;
  const efficiency = memoryEfficiency(p, bram18, RAMB18_BITS);
  return {
    value: bram18,
    formula: aspect
      ? `ceil(WMEM / ${aspect.depth}) ceil(PE SIMD W / ${aspect.width}), WMEM = MW MH / (PE SIMD)`
      : `0: the weights are not in block RAM, ${PLACES[weightPlace(p, depth)]}`,
    substituted: aspect
      ? `ceil(${depth} / ${aspect.depth}) x ceil(${width} / ${aspect.width}) = ${bram18}; ${shape}; ` +
        `${figure(100 * efficiency)} % of the bits used; mem_mode ${p.mem_mode}, ram_style ${p.ram_style}`
      : `mem_mode ${p.mem_mode}, ram_style ${p.ram_style}, WMEM ${depth}: 0`,
    source: `${SOURCE}:387-427`,
    error:
      'Weights only. Equal to the block RAMs that Yosys 0.23 maps for a hand-written RTL of the same MVAU in 148 of ' +
      '148 syntheses. HLS leaves more of each RAMB18 unused.',
  };
}

/** How the UltraRAMs of the weights come about: a true 0 where they lie elsewhere. */
export function explainMvauUram(p: MvauParams): Explanation {
  const { P, Q, W, wmem } = mvauShape(p);
  const value = mvauUram(p);
  const place = weightPlace(p, wmem);
  const width = P * Q * W;
  return {
    value,
    formula:
      place === 'uram'
        ? 'ceil(PE SIMD W / 72) ceil(WMEM / 4096)'
        : `0: the weights are not in UltraRAM, ${PLACES[place]}`,
    substituted:
      place === 'uram'
        ? `ceil(${width} / 72) x ceil(${wmem} / 4096) = ${value}, word = PE SIMD W = ${P} x ${Q} x ${W} = ${width} bits; ` +
          `mem_mode ${p.mem_mode}, ram_style ultra`
        : `mem_mode ${p.mem_mode}, ram_style ${p.ram_style}, WMEM ${wmem}: 0`,
    source: `${SOURCE}:365-385`,
    error:
      p.mem_mode === 'internal_embedded'
        ? 'FINN bills embedded weights deeper than 128 words in block RAM and once more in UltraRAM: only the first is counted.'
        : 'Weights only. Not compared with syntheses.',
  };
}
