import { BitscapeError } from '../../errors';
import type { ResourceName, Resources, TimingName } from '../estimate';
import type { Explanation } from '../explanation';
import { dspBlockOf } from '../mvau-dsp';
import { DSP_MIN_BITS, dspsPerProduct } from './dsp';
import { unrolledExplanations } from './explain';
import { unrolledLatency, unrolledLogic } from './fits';
import { type UnrolledLayer, weightsOf } from './layer';
import { checkUnrollable } from './limit';
import type { UnrolledOptions } from './options';
import { multipliersOf, reuseOf } from './reuse-factor';
import { weightRom } from './weight-rom';

export interface UnrolledRequest extends UnrolledOptions {
  layers: readonly UnrolledLayer[];
  weightBits: number;
  /** Bits of the activations and inputs. */
  dataBits: number;
  clockMhz: number;
  /** Vivado part name, for the DSP block kind. */
  part: string;
}

/** One unrolled layer. LUT and FF are modelled for the whole network only. */
export interface UnrolledLayerEstimate {
  name: string;
  weights: number;
  /** Those that are not 0. */
  nonZero: number;
  /** The reuse factor it gets: the wanted one, or the nearest legal one. */
  reuseFactor: number;
  /** Products that are computed at once. */
  multipliers: number;
  /** Upper bound. */
  dsp: number;
  bram18: number;
}

/** What a network takes: `dsp` is an upper bound; LUT and FF are null where products take DSPs or are reused. */
export interface UnrolledTotal extends Resources {
  bram18: number;
  dsp: number;
}

/** Estimate of an unrolled network. */
export interface UnrolledEstimate {
  layers: UnrolledLayerEstimate[];
  total: UnrolledTotal;
  /** How each number comes about, written when read; absent for what is not modelled. */
  explanations: Readonly<Partial<Record<ResourceName | TimingName, Explanation>>>;
  /** Cycles between inputs: the largest reuse factor. */
  ii: number;
  latencyCycles: number;
  latencyMicroseconds: number;
  fps: number;
  notModelled: string[];
  notes: string[];
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/**
 * A fully unrolled network as hls4ml builds it.
 * @throws BitscapeError "TooManyWeights", "IllegalReuseFactor" or "WrongNonZero".
 */
export function unrolledEstimate(request: UnrolledRequest): UnrolledEstimate {
  const { layers: wanted, weightBits, dataBits, clockMhz, strategy } = request;
  checkUnrollable(wanted, request);
  checkNonZero(request);
  const layers = wanted.map((layer, i) => layerEstimate(layer, request, i));
  const ii = Math.max(...layers.map((layer) => layer.reuseFactor));
  const latencyCycles = unrolledLatency(
    layers.map(({ nonZero }, i) => nonZero / wanted[i].units),
    Math.max(weightBits, dataBits),
    strategy,
    layers.map((layer) => layer.reuseFactor),
  );
  const total = totalOf(layers, request);
  const { lut, ff, bram18, dsp } = total;
  const fps = (clockMhz * 1e6) / ii;
  return {
    layers,
    total,
    explanations: unrolledExplanations({ request, layers, ii, latencyCycles, fps, bram18, dsp, lut, ff }),
    ii,
    latencyCycles,
    latencyMicroseconds: latencyCycles / clockMhz,
    fps,
    notModelled: notModelled(lut !== null),
    notes: notes(layers, request),
  };
}

/** What an unrolled network takes, without the rest of its estimate: for searches. Nothing is checked. */
export const unrolledTotal = (request: UnrolledRequest): UnrolledTotal =>
  totalOf(
    request.layers.map((layer, i) => layerEstimate(layer, request, i)),
    request,
  );

function totalOf(layers: readonly UnrolledLayerEstimate[], { weightBits }: UnrolledRequest): UnrolledTotal {
  const nonZero = sum(layers.map((layer) => layer.nonZero));
  const logic = weightBits < DSP_MIN_BITS && layers.every((layer) => layer.reuseFactor === 1);
  return {
    lut: logic ? unrolledLogic('lut', nonZero, weightBits) : null,
    ff: logic ? unrolledLogic('ff', nonZero, weightBits) : null,
    bram18: sum(layers.map((layer) => layer.bram18)),
    uram: null,
    dsp: sum(layers.map((layer) => layer.dsp)),
  };
}

function layerEstimate(layer: UnrolledLayer, request: UnrolledRequest, index: number): UnrolledLayerEstimate {
  const { weightBits, dataBits, strategy, part } = request;
  const weights = weightsOf(layer);
  const nonZero = request.nonZero?.[index] ?? weights;
  const reuseFactor = reuseOf(layer, request.reuseFactor, strategy);
  const multipliers = multipliersOf(layer, reuseFactor, strategy, weights - nonZero);
  return {
    name: layer.name,
    weights,
    nonZero,
    reuseFactor,
    multipliers,
    dsp: multipliers * dspsPerProduct(weightBits, dataBits, dspBlockOf(part)),
    bram18: weightRom(weights, weightBits, reuseFactor, strategy),
  };
}

/** @throws BitscapeError "WrongNonZero". */
function checkNonZero({ layers, nonZero }: UnrolledRequest): void {
  if (!nonZero) return;
  const legal = (count: number, i: number) =>
    Number.isInteger(count) && count >= 0 && count <= weightsOf(layers[i]);
  if (nonZero.length === layers.length && nonZero.every(legal)) return;
  throw new BitscapeError(
    'WrongNonZero',
    `weights that are not 0: ${nonZero.join(', ')}; it must be one count per layer, at most ` +
      layers.map(weightsOf).join(', '),
    'nonZero',
  );
}

const notModelled = (logic: boolean): string[] => [
  ...(logic
    ? []
    : ['LUT and FF where products take DSPs or multipliers are reused: no rule fits paper 002.']),
  'UltraRAM: the weights are counted as block RAM.',
  'Block RAM of the softmax tables (about 1 % of an xc7a200t in paper 002).',
  'What HLS saves on constant weights that are powers of two, equal or small.',
];

function notes(layers: readonly UnrolledLayerEstimate[], request: UnrolledRequest): string[] {
  const { reuseFactor, weightBits } = request;
  const snapped = layers.filter((layer) => layer.reuseFactor !== reuseFactor);
  return [
    ...snapped.map(
      (layer) =>
        `${layer.name}: reuse factor ${reuseFactor} is not legal, ${layer.reuseFactor} is the nearest.`,
    ),
    ...(weightBits >= DSP_MIN_BITS
      ? [
          'DSP is an upper bound. With reuse factor 1 the weights are constants and many products need none: paper 002 ' +
            'published 0.26 of it for dense weights, 0.63 at 75 % zeros. With reuse 0.88 to 0.99.',
        ]
      : []),
  ];
}
