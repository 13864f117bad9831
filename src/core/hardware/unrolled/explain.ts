import { type Explanation, figure } from '../explanation';
import { lazyExplanations } from '../lazy-explanations';
import type { UnrolledEstimate, UnrolledLayerEstimate, UnrolledRequest } from './estimate';
import { UNROLLED_FITS } from './fits';

const PAPER = "paper 002's tables II and III (jet tagger 16-64-32-32-5, xc7a200t)";
const EXTRAPOLATION = 'Another network is an extrapolation.';

/** What the explanations tell of. */
export interface Explained {
  request: UnrolledRequest;
  layers: readonly UnrolledLayerEstimate[];
  ii: number;
  latencyCycles: number;
  fps: number;
  bram18: number;
  dsp: number;
  lut: number | null;
  ff: number | null;
}

const factorsOf = ({ layers }: Explained): string => layers.map((layer) => layer.reuseFactor).join(', ');

const productsOf = ({ layers }: Explained): string => layers.map((layer) => layer.multipliers).join(' + ');

const logic =
  (name: 'lut' | 'ff') =>
  (explained: Explained): Explanation => {
    const { base, each } = UNROLLED_FITS[name];
    const { request, layers } = explained;
    const nonZero = layers.reduce((sum, layer) => sum + layer.nonZero, 0);
    const value = explained[name] ?? 0;
    return {
      value,
      formula: `${base} + ${each} x weights that are not 0 x bits`,
      substituted: `${base} + ${each} x ${figure(nonZero)} x ${request.weightBits} = ${value}`,
      source: `Fitted to ${PAPER}, weights of up to 8 bits`,
      error: `Two constants for three rows, within the rounding of the printed percentages. ${EXTRAPOLATION}`,
    };
  };

const LATENCY_REST = (({ base, depth, width, widthAt }) =>
  `${base} + ${depth} sum log2(inputs of a neuron whose weight is not 0) + ${width} log2(bits / ${widthAt})`)(
  UNROLLED_FITS.latency,
);

const modelled = {
  ii: (explained: Explained): Explanation => ({
    value: explained.ii,
    formula: 'largest reuse factor',
    substituted: `max(${factorsOf(explained)}) = ${explained.ii}`,
    source:
      'hls4ml ef92ebd, nnet_utils/nnet_dense_latency.h: PIPELINE II=reuse_factor; nnet_dense_resource.h: ReuseLoop',
    error: `Exact in the seven rows of ${PAPER}, latency strategy.`,
  }),
  latencyCycles: ({ request, layers, ii, latencyCycles }: Explained): Explanation => {
    const bits = Math.max(request.weightBits, request.dataBits);
    const inputs = request.layers.map(({ units }, i) => figure(layers[i].nonZero / units));
    const resource = request.strategy === 'resource';
    const factors = resource ? layers.map((layer) => layer.reuseFactor).join(', ') : ii;
    return {
      value: latencyCycles,
      formula: `floor(${LATENCY_REST} + ${resource ? 'sum (RF - 1)' : '11/7 (RF - 1)'})`,
      substituted: `inputs ${inputs.join(', ')}; ${bits} bits; RF ${factors}: ${latencyCycles}`,
      source: resource
        ? `RF 1 fitted to ${PAPER}; RF rounds of each layer in turn: hls4ml ef92ebd, nnet_dense_resource.h`
        : `Fitted to ${PAPER}`,
      error: resource
        ? `No published latency of the resource strategy to compare with. ${EXTRAPOLATION}`
        : `Equal to the seven rows with four constants, so they do not validate it. ${EXTRAPOLATION}`,
    };
  },
  fps: ({ request, ii, fps }: Explained): Explanation => ({
    value: fps,
    formula: 'clock / II',
    substituted: `${figure(request.clockMhz)} MHz / ${ii} = ${figure(fps)} inputs/s`,
    source: 'hls4ml ef92ebd, nnet_utils/nnet_dense_latency.h',
    error: 'An upper bound: it assumes that the clock is met and that inputs arrive without gaps.',
  }),
  bram18: ({ request, bram18 }: Explained): Explanation => ({
    value: bram18,
    formula:
      'sum of ceil(weights W / (36 RF)) with the resource strategy and RF > 1, narrower words beyond RF 512; else 0',
    substituted: `${request.strategy} strategy, W ${request.weightBits}: ${bram18}`,
    source: 'hls4ml ef92ebd, optimization/dsp_aware_pruning/objectives/vivado_objectives.py',
    error: 'Weights only; the softmax tables (1 % of an xc7a200t in paper 002) come on top.',
  }),
  dsp: (explained: Explained): Explanation => ({
    value: explained.dsp,
    formula: '0 for weights of up to 8 bits, else multipliers x blocks per product',
    substituted: `multipliers ${productsOf(explained)}, W ${explained.request.weightBits}: ${explained.dsp}`,
    source: 'hls4ml ef92ebd, optimization/dsp_aware_pruning/objectives/vivado_objectives.py:32-36',
    error:
      'Exact up to 8 bits. An upper bound above: paper 002 has 0.88 to 0.99 of it with reuse, 0.26 (dense) and 0.63 ' +
      '(75 % zeros) with the constant weights of reuse factor 1.',
  }),
};

const withLogic = lazyExplanations({ ...modelled, lut: logic('lut'), ff: logic('ff') });
const withoutLogic = lazyExplanations(modelled);

/** How each number of an unrolled network comes about; none of LUT and FF where they have no rule. */
export const unrolledExplanations = (explained: Explained): UnrolledEstimate['explanations'] =>
  explained.lut === null ? withoutLogic(explained) : withLogic(explained);
