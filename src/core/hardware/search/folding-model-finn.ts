import type { Stage, Topology } from '../../network/topology';
import { inputBitsOf, type Part, partBram, partLut, partsBefore, sizingOf } from '../around';
import type { Folding } from '../estimate';
import { foldCycles } from '../folding';
import { type MvauParams, mvauAccumulatorBits, mvauShape } from '../mvau';
import { billedLine } from '../mvau-line';
import {
  billedThresholds,
  linesLut,
  multiplierLut,
  mvauLutTotal,
  thresholdLut,
  treeLut,
  weightLut,
} from '../mvau-lut';
import { weightPlace } from '../mvau-memory';
import { ramb18Count, uramCount } from '../ramb18';
import { stageChoicesOf } from '../stage-choices';
import { stageMvau } from '../stage-mvau';
import { knownStagesOf } from '../stages';
import type { CostRequest, FoldingModel, Joint, StageCost } from './folding-model';

/** LUT, RAMB18, UltraRAM and DSP of an MVAU: as its estimate, with what no folding changes worked out once. */
function mvauCost(p: MvauParams): StageCost {
  const { W, A } = mvauShape(p);
  const product = W + A;
  const accumulator = mvauAccumulatorBits(p);
  const inDsps = p.resType === 'dsp';
  const dspOfProduct = inDsps ? Math.ceil(product / 48) : 0;
  return ({ pe, simd, mw, mh }) => {
    const width = simd * W * pe;
    const words = (mw * mh) / (pe * simd);
    const place = weightPlace(p, words);
    const line = billedLine(p, mh / pe);
    const thresholds = billedThresholds(p, line);
    const logic = (inDsps ? 0 : multiplierLut(simd, product)) + treeLut(simd, product) + accumulator;
    const activation = thresholdLut(thresholds, accumulator, mh / pe) + thresholds * accumulator;
    return [
      mvauLutTotal(pe, logic + activation, place === 'lut' ? weightLut(width, words) : 0) +
        linesLut(pe, line),
      place === 'bram18' ? ramb18Count(width, words) : 0,
      place === 'uram' ? uramCount(width, words) : 0,
      pe * (simd * dspOfProduct + (line?.dsp ?? 0)),
    ];
  };
}

/** `finn` as the search sees it: the sum of its MVAUs and of what stands between them. */
export const finnFoldingModel: FoldingModel = {
  resources: ['lut', 'bram18', 'uram', 'dsp'],
  base: [0, 0, 0, 0],
  stages: (topology) =>
    knownStagesOf(topology).map(({ name, fanIn, units, vectors }) => ({
      name,
      mw: fanIn,
      mh: units,
      cycles: (folding) => foldCycles(folding) * vectors,
    })),
  costs: ({ topology, precision, mvau }) => {
    const choices = stageChoicesOf(topology, mvau);
    return knownStagesOf(topology).map((stage, i) =>
      mvauCost(stageMvau(topology, stage, i, precision, unfolded(stage.fanIn, stage.units), choices[i])),
    );
  },
  joints: jointsOf,
};

type JointsOf = WeakMap<Topology, Map<string, readonly Joint[]>>;
const known: JointsOf = new WeakMap();

/** What `chainOf` puts before each MVAU; it does not depend on the bits of the weights. */
function jointsOf({ topology, precision }: CostRequest): readonly Joint[] {
  const joints = known.get(topology) ?? new Map<string, readonly Joint[]>();
  known.set(topology, joints);
  const key = `${precision.inputBits},${precision.activationBits}`;
  const stages = knownStagesOf(topology);
  const made = joints.get(key) ?? stages.map((_, i) => jointBefore(stages, i, inputBitsOf(i, precision)));
  joints.set(key, made);
  return made;
}

const jointBefore = (stages: readonly Stage[], i: number, bits: number): Joint => ({
  sizing: (cycles) => sizingOf(stages, i, bits, cycles),
  cost: (pe, simd, cycles) => {
    const parts = partsBefore(stages, i, bits, pe, simd, cycles);
    const sum = (of: (part: Part) => number): number => parts.reduce((total, part) => total + of(part), 0);
    return [sum(partLut), sum(partBram), 0, 0];
  },
});

const unfolded = (mw: number, mh: number): Folding => ({ pe: 1, simd: 1, mw, mh });
