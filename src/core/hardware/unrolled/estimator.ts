import { messageOf } from '../../errors';
import type { Topology } from '../../network/topology';
import type { Estimate, LayerEstimate } from '../estimate';
import { type EstimateRequest, type Estimator, refuseFolding } from '../estimator';
import { linesNotModelled } from '../finn-notes';
import {
  type UnrolledLayerEstimate,
  type UnrolledRequest,
  unrolledEstimate,
  unrolledTotal,
} from './estimate';
import { foldingOfReuse } from './folding';
import { unrolledLayers } from './layer';
import { unrolledLayerExplanations } from './layer-explain';
import { checkUnrollable, reuseStops } from './limit';
import { unrolledNotes } from './notes';
import { type Strategy, UNROLLED_DEFAULTS, type UnrolledOptions } from './options';
import { reuseOf } from './reuse-factor';

function refuses(topology: Topology, options: UnrolledOptions = UNROLLED_DEFAULTS): string | null {
  try {
    checkUnrollable(unrolledLayers(topology), options);
    return null;
  } catch (error) {
    return messageOf(error);
  }
}

function stops(topology: Topology, strategy: Strategy): readonly number[] {
  const dense = topology.layers.every((layer) => layer.kind === 'dense');
  return dense ? reuseStops(unrolledLayers(topology), strategy) : [];
}

const defaultFolding = ({ topology, unrolled = UNROLLED_DEFAULTS }: EstimateRequest) =>
  unrolledLayers(topology).map((layer) =>
    foldingOfReuse(layer, reuseOf(layer, unrolled.reuseFactor, unrolled.strategy)),
  );

const layerEstimate = (
  layer: UnrolledLayerEstimate,
  weightBits: number,
  strategy: Strategy,
): Omit<LayerEstimate, 'folding'> => ({
  name: layer.name,
  kind: 'mvau',
  parallelism: `reuse factor ${layer.reuseFactor}, ${layer.multipliers} products at once`,
  lut: null,
  ff: null,
  bram18: layer.bram18,
  uram: null,
  dsp: layer.dsp,
  cycles: layer.reuseFactor,
  explanations: unrolledLayerExplanations({ layer, weightBits, strategy }),
});

const requestOf = ({
  topology,
  precision: { weightBits, activationBits, inputBits },
  clockMhz,
  part,
  unrolled = UNROLLED_DEFAULTS,
}: EstimateRequest): UnrolledRequest => ({
  layers: unrolledLayers(topology),
  weightBits,
  dataBits: Math.max(activationBits, inputBits),
  ...unrolled,
  clockMhz,
  part,
});

function estimate(request: EstimateRequest): Estimate {
  if (request.folding) refuseFolding('unrolled');
  const { topology, precision, clockMhz } = request;
  const asked = requestOf(request);
  const modelled = unrolledEstimate(asked);
  const folding = defaultFolding(request);
  const layers = modelled.layers.map((layer, i) => ({
    ...layerEstimate(layer, asked.weightBits, asked.strategy),
    folding: folding[i],
  }));
  return {
    estimator: 'unrolled',
    layers,
    total: modelled.total,
    totalExplanations: modelled.explanations,
    ii: modelled.ii,
    bottleneck: layers.reduce((a, b) => (b.cycles > a.cycles ? b : a)).name,
    latencyCycles: modelled.latencyCycles,
    fps: modelled.fps,
    clockMhz,
    notModelled: [...modelled.notModelled, ...linesNotModelled(request)],
    notes: unrolledNotes(
      topology,
      precision,
      modelled,
      asked.nonZero ? (asked.counted ? 'counted' : 'asked') : null,
    ),
  };
}

/** hls4ml's style: every product has its own hardware, or shares it with the others of a reuse factor. */
export const unrolled: Estimator = {
  id: 'unrolled',
  label: 'Unrolled, as hls4ml',
  description:
    "Every product at once, or a multiplier for every reuse factor of them: hls4ml's rules, fitted to paper 002. " +
    'Small fully connected networks that answer within microseconds.',
  refuses: (topology, options) => refuses(topology, options?.unrolled),
  defaultFolding,
  estimate,
  reuse: { stops, total: (request) => unrolledTotal(requestOf(request)) },
};
