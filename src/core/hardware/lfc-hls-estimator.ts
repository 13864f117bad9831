import { BitscapeError } from '../errors';
import type { Topology } from '../network/topology';
import type { Estimate, Folding, LayerEstimate } from './estimate';
import type { EstimateRequest, Estimator } from './estimator';
import { linesNotModelled } from './finn-notes';
import { checkFolding, foldCycles } from './folding';
import { bnnPynqFolding } from './folding-bnn-pynq';
import { lazyExplanations } from './lazy-explanations';
import { LFC_HLS, type LfcLayer, lfcBram, lfcFf, lfcLut } from './lfc-hls';
import {
  explainLfcBram,
  explainLfcCycles,
  explainLfcFf,
  explainLfcLut,
  explainLfcTotal,
} from './lfc-hls-explain';
import { extrapolations, LFC_HLS_NOT_MODELLED, thresholdNotes } from './lfc-hls-notes';
import { lfcHlsFoldingModel } from './search/folding-model-lfc-hls';
import { knownStagesOf } from './stages';
import { type Timing, timingOf } from './timing';

const refuses = (topology: Topology): string | null =>
  topology.layers.every((layer) => layer.kind === 'dense')
    ? null
    : `lfc-hls models fully connected networks only; ${topology.name} has other layers: use finn`;

const defaultFolding = ({ topology }: EstimateRequest): Folding[] => bnnPynqFolding(knownStagesOf(topology));

const layerExplanations = lazyExplanations({
  lut: explainLfcLut,
  ff: explainLfcFf,
  bram18: explainLfcBram,
  cycles: explainLfcCycles,
});

const layerEstimate = (name: string, layer: LfcLayer): LayerEstimate => ({
  name,
  kind: 'mvau',
  folding: layer.folding,
  lut: Math.round(lfcLut(layer)),
  ff: Math.round(lfcFf(layer)),
  bram18: lfcBram(layer),
  uram: null,
  dsp: null,
  cycles: foldCycles(layer.folding),
  explanations: layerExplanations(layer),
});

interface Totalled {
  modelled: readonly LfcLayer[];
  total: { lut: number; ff: number; bram18: number };
  timing: Timing;
}

const totalExplanations = lazyExplanations({
  lut: ({ modelled, total }: Totalled) =>
    explainLfcTotal('lut', LFC_HLS.lut.base, modelled.map(lfcLut), total.lut),
  ff: ({ modelled, total }) => explainLfcTotal('ff', LFC_HLS.ff.base, modelled.map(lfcFf), total.ff),
  bram18: ({ modelled, total }) =>
    explainLfcTotal('bram18', LFC_HLS.bram.base, modelled.map(lfcBram), total.bram18),
  ii: ({ timing }) => timing.explanations.ii,
  latencyCycles: ({ timing }) => timing.explanations.latencyCycles,
  fps: ({ timing }) => timing.explanations.fps,
});

function estimate(request: EstimateRequest): Estimate {
  const { topology, precision, clockMhz } = request;
  const refusal = refuses(topology);
  if (refusal) throw new BitscapeError('EstimatorRefuses', refusal, 'estimator');
  const stages = knownStagesOf(topology);
  const folding = request.folding ?? bnnPynqFolding(stages);
  checkFolding(stages, folding);

  const modelled: LfcLayer[] = stages.map((stage, i) => ({
    folding: folding[i],
    weightBits: precision.weightBits,
    activationBits: precision.activationBits,
    inputBits: i === 0 ? precision.inputBits : precision.activationBits,
    last: stage.last,
  }));
  const total = (base: number, of: (layer: LfcLayer) => number): number =>
    Math.round(modelled.reduce((sum, layer) => sum + of(layer), base));
  const lut = total(LFC_HLS.lut.base, lfcLut);
  const ff = total(LFC_HLS.ff.base, lfcFf);
  const bram18 = total(LFC_HLS.bram.base, lfcBram);
  const layers = modelled.map((layer, i) => layerEstimate(stages[i].name, layer));
  const timing = timingOf(layers, clockMhz);
  return {
    estimator: 'lfc-hls',
    layers,
    total: { lut, ff, bram18, uram: null, dsp: null },
    totalExplanations: totalExplanations({ modelled, total: { lut, ff, bram18 }, timing }),
    ii: timing.ii,
    bottleneck: timing.bottleneck,
    latencyCycles: timing.latencyCycles,
    fps: timing.fps,
    clockMhz,
    notModelled: [...LFC_HLS_NOT_MODELLED, ...linesNotModelled(request)],
    notes: [
      ...extrapolations(topology, stages, folding, precision),
      ...thresholdNotes(precision.activationBits),
    ],
  };
}

/** The HLS reports of paper 003's 64 networks, flip-flops included: exact on what the paper states about LFC. */
export const lfcHls: Estimator = {
  id: 'lfc-hls',
  label: "LFC, paper's HLS reports",
  description:
    "Calibrated to paper 003's 64 networks (LFC, BNN-PYNQ's fold, Vivado HLS 2018.3). Other MLPs are extrapolated.",
  refuses,
  defaultFolding,
  estimate,
  foldingModel: lfcHlsFoldingModel,
};
