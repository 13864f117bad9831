import type { Stage, Topology } from '../network/topology';
import type { Precision } from '../precision';
import type { Estimate, Folding, LayerEstimate } from './estimate';
import type { EstimateRequest, Estimator } from './estimator';
import { finnNotes, linesNotModelled } from './finn-notes';
import { type FinnRLayer, finnRBram, finnRCycles, finnRLut } from './finn-r';
import { explainFinnRBram, explainFinnRCycles, explainFinnRLut } from './finn-r-explain';
import { checkFolding, foldCycles } from './folding';
import { finnFolding, targetCycles } from './folding-finn';
import { lazyExplanations } from './lazy-explanations';
import type { FoldingModel } from './search/folding-model';
import { knownStagesOf } from './stages';
import { type Timing, timingOf } from './timing';
import { explainSum } from './totals';

const NOT_MODELLED = [
  'Flip-flops, UltraRAM and DSPs: the cost model has none.',
  'Thresholds, and how wide products and sums are: LUTs grow with W A only.',
  'Sliding windows, pooling, FIFOs, width converters, the choice of the class, and the shell.',
  'Pipeline depth, in the cycles.',
];

const layerOf = (stage: Stage, index: number, folding: Folding, precision: Precision): FinnRLayer => ({
  folding,
  weightBits: precision.weightBits,
  inputBits: index === 0 ? precision.inputBits : precision.activationBits,
  vectors: stage.vectors,
});

const layerExplanations = lazyExplanations({
  lut: explainFinnRLut,
  bram18: explainFinnRBram,
  cycles: explainFinnRCycles,
});

const layerEstimate = (name: string, layer: FinnRLayer): LayerEstimate => ({
  name,
  kind: 'mvau',
  folding: layer.folding,
  lut: Math.round(finnRLut(layer)),
  ff: null,
  bram18: finnRBram(layer),
  uram: null,
  dsp: null,
  cycles: finnRCycles(layer),
  explanations: layerExplanations(layer),
});

interface Totalled {
  layers: readonly LayerEstimate[];
  lut: number;
  timing: Timing;
}

const SOURCE = 'the sum of the layers';

const totalExplanations = lazyExplanations({
  lut: ({ layers, lut }: Totalled) => ({
    ...explainSum(
      layers,
      'lut',
      SOURCE,
      'As the layers. Rounded once: may miss the rounded layers by 1 or 2.',
    ),
    value: lut,
    substituted: `${layers.map((layer) => layer.lut).join(' + ')}, before rounding = ${lut}`,
  }),
  bram18: ({ layers }) => explainSum(layers, 'bram18', SOURCE, 'As the layers.'),
  ii: ({ timing }) => timing.explanations.ii,
  latencyCycles: ({ timing }) => timing.explanations.latencyCycles,
  fps: ({ timing }) => timing.explanations.fps,
});

const defaultFolding = ({ topology, precision, targetFps, clockMhz }: EstimateRequest): Folding[] =>
  finnFolding(knownStagesOf(topology), precision.weightBits, targetCycles(targetFps, clockMhz));

function estimate(request: EstimateRequest): Estimate {
  const { topology, precision, clockMhz } = request;
  const stages = knownStagesOf(topology);
  const folding = request.folding ?? defaultFolding(request);
  checkFolding(stages, folding);
  const modelled = stages.map((stage, i) => layerOf(stage, i, folding[i], precision));
  const layers = modelled.map((layer, i) => layerEstimate(stages[i].name, layer));
  const timing = timingOf(layers, clockMhz);
  const lut = Math.round(modelled.reduce((sum, layer) => sum + finnRLut(layer), 0));
  const bram18 = modelled.reduce((sum, layer) => sum + finnRBram(layer), 0);
  const { ii, bottleneck, latencyCycles, fps } = timing;
  return {
    estimator: 'finn-r',
    layers,
    total: { lut, ff: null, bram18, uram: null, dsp: null },
    totalExplanations: totalExplanations({ layers, lut, timing }),
    ii,
    bottleneck,
    latencyCycles,
    fps,
    clockMhz,
    notModelled: [...NOT_MODELLED, ...linesNotModelled(request)],
    notes: finnNotes(request, timing),
  };
}

const foldedStages = (topology: Topology) =>
  knownStagesOf(topology).map(({ name, fanIn, units, vectors }) => ({
    name,
    mw: fanIn,
    mh: units,
    cycles: (folding: Folding) => foldCycles(folding) * vectors,
  }));

/** `finn-r` as the search sees it: the sum of its layers. */
const foldingModel: FoldingModel = {
  resources: ['lut', 'bram18'],
  base: [0, 0],
  stages: foldedStages,
  costs: ({ topology, precision }) =>
    knownStagesOf(topology).map((stage, i) => (folding) => {
      const layer = layerOf(stage, i, folding, precision);
      return [finnRLut(layer), finnRBram(layer)];
    }),
};

/** The published cost model of FINN-R as FINN first coded it: coarser than `finn`, nearer to what the 2018 paper says. */
export const finnR: Estimator = {
  id: 'finn-r',
  label: 'FINN-R',
  description: "FINN-R's published cost model (2018) as FINN v0.2b had it: LUT and weight memory only.",
  refuses: () => null,
  defaultFolding,
  estimate,
  foldingModel,
};
