import { BitscapeError } from '../errors';
import { type MvauParams, mvauCycles } from './mvau';
import { type Attributes, mvauOfAttributes } from './mvau-attributes';
import { mvauHlsDsp, mvauRtlDsp } from './mvau-dsp';
import { mvauLut } from './mvau-lut';
import { memoryEfficiency, mvauUram, mvauWeightMemory, RAMB18_BITS, URAM_BITS } from './mvau-memory';

/** What FINN's estimation methods answer for one hardware layer, under FINN's names. */
export interface FinnAnswers {
  lut: number;
  bram18: number;
  bram_efficiency: number;
  uram: number;
  uram_efficiency: number;
  dsp: number;
  cycles: number;
}

/** A layer as FINN holds it: the class of the node, the part and its attributes (defaults may be left out). */
export interface FinnRecord {
  op: string;
  fpgapart: string;
  params: Attributes;
}

/** LUT, DSP of a class; the rest is common. FINN answers 0 LUT for RTL: it has no model there. */
const BACKENDS: Readonly<
  Record<string, { lut(p: MvauParams): number; dsp(p: MvauParams, part: string): number }>
> = {
  MVAU_hls: { lut: mvauLut, dsp: mvauHlsDsp },
  MVAU_rtl: { lut: () => 0, dsp: mvauRtlDsp },
};

/** Whether `finnAnswers` knows the class of the node. */
export const isModelledOp = (op: string): boolean => Object.hasOwn(BACKENDS, op);

/**
 * FINN's own answers for a layer, its zeros where it has no model included: for comparison with FINN, not for people.
 * @throws BitscapeError "UnknownOp" or "IllegalAttribute".
 */
export function finnAnswers({ op, fpgapart, params }: FinnRecord): FinnAnswers {
  if (!isModelledOp(op)) {
    const known = Object.keys(BACKENDS).join(', ');
    throw new BitscapeError('UnknownOp', `no estimate for the FINN class "${op}": known are ${known}`, op);
  }
  const p = mvauOfAttributes(params);
  const { bram18 } = mvauWeightMemory(p);
  const uram = mvauUram(p);
  return {
    lut: BACKENDS[op].lut(p),
    bram18,
    bram_efficiency: memoryEfficiency(p, bram18, RAMB18_BITS),
    uram,
    uram_efficiency: memoryEfficiency(p, uram, URAM_BITS),
    dsp: BACKENDS[op].dsp(p, fpgapart),
    cycles: mvauCycles(p),
  };
}
