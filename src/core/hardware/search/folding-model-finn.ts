import type { Folding } from '../estimate';
import { foldCycles } from '../folding';
import { type MvauParams, mvauAccumulatorBits, mvauShape } from '../mvau';
import { multiplierLut, mvauLutTotal, treeLut } from '../mvau-lut';
import { ramb18Count } from '../ramb18';
import { stageMvau } from '../stage-mvau';
import { knownStagesOf } from '../stages';
import type { FoldingModel, StageCost } from './folding-model';

/** LUT, RAMB18 and DSP of an MVAU at FINN's defaults (products from LUTs, weights in block RAM, thresholds not billed). */
function mvauCost(p: MvauParams): StageCost {
  const { W, A } = mvauShape(p);
  const product = W + A;
  const accumulator = mvauAccumulatorBits(p);
  return ({ pe, simd, mw, mh }) => [
    mvauLutTotal(pe, multiplierLut(simd, product) + treeLut(simd, product) + accumulator, 0),
    ramb18Count(simd * W * pe, (mw * mh) / (pe * simd)),
    0,
  ];
}

/** `finn` as the search sees it: the sum of its MVAUs. */
export const finnFoldingModel: FoldingModel = {
  resources: ['lut', 'bram18', 'dsp'],
  base: [0, 0, 0],
  stages: (topology) =>
    knownStagesOf(topology).map(({ name, fanIn, units, vectors }) => ({
      name,
      mw: fanIn,
      mh: units,
      cycles: (folding) => foldCycles(folding) * vectors,
    })),
  costs: ({ topology, precision }) =>
    knownStagesOf(topology).map((stage, i) =>
      mvauCost(stageMvau(topology, stage, i, precision, unfolded(stage.fanIn, stage.units))),
    ),
};

const unfolded = (mw: number, mh: number): Folding => ({ pe: 1, simd: 1, mw, mh });
