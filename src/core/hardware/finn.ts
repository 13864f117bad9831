import type { Stage } from '../network/topology';
import { chainOf, chainTotal } from './chain';
import type { Estimate, Folding, LayerEstimate, ResourceName } from './estimate';
import type { EstimateRequest, Estimator } from './estimator';
import type { Explanation } from './explanation';
import { finnNotes, finnNotModelled } from './finn-notes';
import { checkFolding } from './folding';
import { finnFolding, targetCycles } from './folding-finn';
import { lazyExplanations } from './lazy-explanations';
import { type MvauParams, mvauCycles } from './mvau';
import { mvauHlsDsp } from './mvau-dsp';
import { explainMvauCycles, explainMvauDsp, explainMvauLut } from './mvau-explain';
import { mvauLut } from './mvau-lut';
import { mvauUram, mvauWeightMemory } from './mvau-memory';
import { explainMvauBram, explainMvauUram } from './mvau-memory-explain';
import { mvauNotes } from './mvau-notes';
import { finnFoldingModel } from './search/folding-model-finn';
import { stageChoicesOf } from './stage-choices';
import { stageMvau } from './stage-mvau';
import { knownStagesOf } from './stages';
import { type Timing, timingOf } from './timing';
import { explainSum, layerSum } from './totals';

const SOURCE = 'FINN dev 73ba5ed, finn/analysis/fpgadataflow/res_estimation.py: the sum of its nodes';
const SUM_ERROR = 'As the layers; what is listed as not modelled comes on top.';

const layerExplanations = lazyExplanations({
  lut: explainMvauLut,
  bram18: explainMvauBram,
  uram: explainMvauUram,
  dsp: (p: MvauParams) => explainMvauDsp(p, mvauHlsDsp(p)),
  cycles: explainMvauCycles,
});

const layerEstimate = (name: string, folding: Folding, p: MvauParams): LayerEstimate => ({
  name,
  kind: 'mvau',
  folding,
  lut: mvauLut(p),
  ff: null,
  bram18: mvauWeightMemory(p).bram18,
  uram: mvauUram(p),
  dsp: mvauHlsDsp(p),
  cycles: mvauCycles(p),
  explanations: layerExplanations(p),
});

interface Totalled {
  layers: readonly LayerEstimate[];
  timing: Timing;
}

const explainTotal =
  (name: ResourceName) =>
  ({ layers }: Totalled): Explanation =>
    explainSum(layers, name, SOURCE, SUM_ERROR);

const totalExplanations = lazyExplanations({
  lut: explainTotal('lut'),
  bram18: explainTotal('bram18'),
  uram: explainTotal('uram'),
  dsp: explainTotal('dsp'),
  ii: ({ timing }) => timing.explanations.ii,
  latencyCycles: ({ timing }) => timing.explanations.latencyCycles,
  fps: ({ timing }) => timing.explanations.fps,
});

const foldingFor = (
  stages: readonly Stage[],
  { precision, targetFps, clockMhz }: EstimateRequest,
): Folding[] => finnFolding(stages, precision.weightBits, targetCycles(targetFps, clockMhz));

function estimate(request: EstimateRequest): Estimate {
  const { topology, precision, clockMhz } = request;
  const stages = knownStagesOf(topology);
  const folding = request.folding ?? foldingFor(stages, request);
  checkFolding(stages, folding);
  const choices = stageChoicesOf(topology, request.mvau);
  const layers = stages.map((stage, i) =>
    layerEstimate(stage.name, folding[i], stageMvau(topology, stage, i, precision, folding[i], choices[i])),
  );
  const timing = timingOf(layers, clockMhz);
  return {
    estimator: 'finn',
    layers,
    total: {
      lut: layerSum(layers, 'lut'),
      ff: null,
      bram18: layerSum(layers, 'bram18'),
      uram: layerSum(layers, 'uram'),
      dsp: layerSum(layers, 'dsp'),
    },
    totalExplanations: totalExplanations({ layers, timing }),
    ii: timing.ii,
    bottleneck: timing.bottleneck,
    latencyCycles: timing.latencyCycles,
    fps: timing.fps,
    clockMhz,
    notModelled: finnNotModelled(stages, choices),
    notes: [...finnNotes(request, timing), ...mvauNotes(request, stages, choices)],
  };
}

/**
 * FINN's own estimate: one HLS MVAU per layer, with the request's options or at FINN's defaults (weights in
 * internal_decoupled memory, ram_style auto, products from LUTs), folded by FINN's rule for the target frame rate.
 */
export const finn: Estimator = {
  id: 'finn',
  label: 'FINN',
  description:
    "FINN's formulas for its HLS MVAU (dev 73ba5ed), folded by its rule for a frame rate. No flip-flops.",
  heedsMvau: true,
  refuses: () => null,
  defaultFolding: (request) => foldingFor(knownStagesOf(request.topology), request),
  estimate,
  foldingModel: finnFoldingModel,
  chain: chainOf,
  chainTotal,
};
