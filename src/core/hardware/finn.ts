import type { Stage } from '../network/topology';
import type { Estimate, Folding, LayerEstimate } from './estimate';
import type { EstimateRequest, Estimator } from './estimator';
import { finnNotes, finnNotModelled } from './finn-notes';
import { checkFolding } from './folding';
import { finnFolding, targetCycles } from './folding-finn';
import { type MvauParams, mvauCycles } from './mvau';
import { mvauHlsDsp } from './mvau-dsp';
import { explainMvauBram, explainMvauCycles, explainMvauDsp, explainMvauLut } from './mvau-explain';
import { mvauLut } from './mvau-lut';
import { mvauWeightMemory } from './mvau-memory';
import { stageMvau } from './stage-mvau';
import { knownStagesOf } from './stages';
import { timingOf } from './timing';
import { explainSum, layerSum } from './totals';

const SOURCE = 'FINN dev 73ba5ed, finn/analysis/fpgadataflow/res_estimation.py: the sum of its nodes';
const SUM_ERROR = 'As the layers; what is listed as not modelled comes on top.';

function layerEstimate(name: string, folding: Folding, p: MvauParams): LayerEstimate {
  const dsp = mvauHlsDsp(p);
  return {
    name,
    kind: 'mvau',
    folding,
    lut: mvauLut(p),
    ff: null,
    bram18: mvauWeightMemory(p).bram18,
    dsp,
    cycles: mvauCycles(p),
    explanations: {
      get lut() {
        return explainMvauLut(p);
      },
      get bram18() {
        return explainMvauBram(p);
      },
      get dsp() {
        return explainMvauDsp(p, dsp);
      },
      get cycles() {
        return explainMvauCycles(p);
      },
    },
  };
}

const foldingFor = (
  stages: readonly Stage[],
  { precision, targetFps, clockMhz }: EstimateRequest,
): Folding[] => finnFolding(stages, precision.weightBits, targetCycles(targetFps, clockMhz));

function estimate(request: EstimateRequest): Estimate {
  const { topology, precision, clockMhz } = request;
  const stages = knownStagesOf(topology);
  const folding = request.folding ?? foldingFor(stages, request);
  checkFolding(stages, folding);
  const layers = stages.map((stage, i) =>
    layerEstimate(stage.name, folding[i], stageMvau(topology, stage, i, precision, folding[i])),
  );
  const timing = timingOf(layers, clockMhz);
  return {
    estimator: 'finn',
    layers,
    total: {
      lut: layerSum(layers, 'lut'),
      ff: null,
      bram18: layerSum(layers, 'bram18'),
      dsp: layerSum(layers, 'dsp'),
    },
    totalExplanations: {
      get lut() {
        return explainSum(layers, 'lut', SOURCE, SUM_ERROR);
      },
      get bram18() {
        return explainSum(layers, 'bram18', SOURCE, SUM_ERROR);
      },
      get dsp() {
        return explainSum(layers, 'dsp', SOURCE, SUM_ERROR);
      },
      get ii() {
        return timing.explanations.ii;
      },
      get latencyCycles() {
        return timing.explanations.latencyCycles;
      },
      get fps() {
        return timing.explanations.fps;
      },
    },
    ii: timing.ii,
    bottleneck: timing.bottleneck,
    latencyCycles: timing.latencyCycles,
    fps: timing.fps,
    clockMhz,
    notModelled: finnNotModelled(stages),
    notes: finnNotes(request, timing),
  };
}

/**
 * FINN's own estimate: one HLS MVAU per layer at FINN's defaults (weights in internal_decoupled memory, ram_style
 * auto, products from LUTs), folded by FINN's rule for the target frame rate.
 */
export const finn: Estimator = {
  id: 'finn',
  label: 'FINN',
  description:
    "FINN's formulas for its HLS MVAU (dev 73ba5ed), folded by its rule for a frame rate. No flip-flops.",
  refuses: () => null,
  defaultFolding: (request) => foldingFor(knownStagesOf(request.topology), request),
  estimate,
};
