import { foldCycles } from '../folding';
import { bnnPynqFolding } from '../folding-bnn-pynq';
import { LFC_HLS, lfcBram, lfcFf, lfcLut } from '../lfc-hls';
import { knownStagesOf } from '../stages';
import type { FoldingModel } from './folding-model';

/** `lfc-hls` as the search sees it: matrices padded as BNN-PYNQ pads them, fitted base costs, layers not rounded. */
export const lfcHlsFoldingModel: FoldingModel = {
  resources: ['lut', 'ff', 'bram18'],
  base: [LFC_HLS.lut.base, LFC_HLS.ff.base, LFC_HLS.bram.base],
  stages: (topology) => {
    const stages = knownStagesOf(topology);
    return bnnPynqFolding(stages).map(({ mw, mh }, i) => ({
      name: stages[i].name,
      mw,
      mh,
      cycles: foldCycles,
    }));
  },
  costs: ({ topology, precision: { weightBits, activationBits, inputBits } }) =>
    knownStagesOf(topology).map(({ last }, i) => (folding) => {
      const layer = {
        folding,
        weightBits,
        activationBits,
        inputBits: i === 0 ? inputBits : activationBits,
        last,
      };
      return [lfcLut(layer), lfcFf(layer), lfcBram(layer)];
    }),
};
