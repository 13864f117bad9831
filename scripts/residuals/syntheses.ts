import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finnRBram, finnRLut } from '../../src/core/hardware/finn-r';
import { finnAnswers } from '../../src/core/hardware/finn-record';

/** One MVAU that was synthesized. */
interface Synthesis {
  kind: string;
  opts: string;
  params: {
    MW: number;
    MH: number;
    SIMD: number;
    PE: number;
    W: number;
    A: number;
    thr: boolean;
    /** Variants of the RTL that FINN's formula does not tell apart. */
    mul?: string;
    rom?: string;
  };
  yosys: { lut: number; ramb18: number; ramb36: number };
  finn_lut: number;
}

/** An MVAU with its measured and estimated figures. */
export interface SynthesizedMvau {
  thresholds: boolean;
  measured: { lut: number; bram18: number };
  finn: { lut: number; bram18: number };
  finnR: { lut: number; bram18: number };
}

/** Folder of the reference numbers; null if it is not there. */
export const goldenFolder = (): string | null => {
  const folder = process.env.BITSCAPE_GOLDEN_DIR;
  return folder && existsSync(join(folder, 'synthesis_grid.json')) ? folder : null;
};

/**
 * Syntheses (Yosys 0.23, synth_xilinx for xc7, no DSPs) of a hand-written MVAU that is not part of this project, from
 * synthesis_grid.json. Our formula must give the FINN figure that is recorded beside each.
 */
export function synthesizedMvaus(folder: string): SynthesizedMvau[] {
  const rows: Synthesis[] = JSON.parse(readFileSync(join(folder, 'synthesis_grid.json'), 'utf8'));
  return rows
    .filter(({ kind, opts, params }) => kind === 'mvau' && opts === '-nodsp -nowidelut' && !params.mul)
    .map(({ params, yosys, finn_lut }) => {
      const finn = finnOf(params);
      if (finn.lut !== finn_lut)
        throw new Error(`FINN's ${finn_lut} LUT, ours ${finn.lut}: ${JSON.stringify(params)}`);
      const { MW: mw, MH: mh, SIMD: simd, PE: pe, W, A } = params;
      const layer = { folding: { mw, mh, simd, pe }, weightBits: W, inputBits: A, vectors: 1 };
      return {
        thresholds: params.thr,
        measured: { lut: yosys.lut, bram18: yosys.ramb18 + 2 * yosys.ramb36 },
        finn,
        finnR: { lut: finnRLut(layer), bram18: finnRBram(layer) },
      };
    });
}

function finnOf({ MW, MH, SIMD, PE, W, A, thr, rom }: Synthesis['params']) {
  const { lut, bram18 } = finnAnswers({
    op: 'MVAU_hls',
    params: {
      MW,
      MH,
      SIMD,
      PE,
      weightDataType: W === 1 ? 'BIPOLAR' : `INT${W}`,
      inputDataType: A === 1 ? 'BINARY' : `UINT${A}`,
      outputDataType: thr ? (A === 1 ? 'BINARY' : `UINT${A}`) : 'INT32',
      noActivation: thr ? 0 : 1,
      ram_style_thresholds: 'distributed',
      ram_style: rom ? 'distributed' : 'auto',
    },
  });
  return { lut, bram18 };
}
