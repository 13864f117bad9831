import type { Part } from '../../hardware/around';
import type { Folding, LayerEstimate } from '../../hardware/estimate';
import { activationQuantizer, stageInputQuantizer } from '../../network/fold';
import type { IntegerStage } from '../../network/integer-network';
import { type Quantizer, weightQuantizer } from '../../quantizers/quantizer';
import type { ExportRequest } from '../export-request';
import { type ActivationPlan, activationPlan } from './activation';
import { type PoolPlan, poolPlan } from './pool';
import { type WindowPlan, windowPlan } from './window';
import { assertWidth, signedBits } from './words';

/** Widest piece that a weight word is stored in: whole up to 64 bits, else the width of a RAMB18 port. */
const WHOLE_LANE = 64;
const RAMB18_PORT = 36;

/** One layer as generated: the integers of its stage and every width of its hardware. */
export interface LayerPlan {
  /** "mvau0"; `struct` is its C++ type, "Mvau0". */
  name: string;
  struct: string;
  /** `conv`: its MVAU works on the windows of a map. */
  kind: 'dense' | 'conv';
  integer: IntegerStage;
  folding: Folding;
  estimate: LayerEstimate;
  /** MW / SIMD and MH / PE; their product is the cycles per vector. */
  synapseFolds: number;
  neuronFolds: number;
  folds: number;
  /** Vectors per image: 1 for dense, the pixels of its output for a convolution. */
  vectors: number;
  /** What stands around the MVAU of a convolution. */
  window: WindowPlan | null;
  pool: PoolPlan | null;
  /** Room of the FIFO before it in the estimate, in elements: rows of a convolution's map, a vector; 0 for the first. */
  fifoElements: number;
  weight: Quantizer;
  input: Quantizer;
  /** Of what it emits; the last stage emits accumulators. */
  output: Quantizer | null;
  /** How it gets from sums to codes; the last stage does not. */
  activation: ActivationPlan;
  /** Bipolar weights on bipolar inputs: products are XNOR, sums are counts. */
  xnor: boolean;
  productBits: number;
  dotBits: number;
  accumulatorBits: number;
  /** Bits of one output element: an activation code, or an accumulator in the last stage. */
  outputBits: number;
  /** Weights are [PE][lanes][folds] words of `laneBits`; together the lanes are SIMD * W bits. */
  laneBits: number;
  lanes: number;
}

/** Decides the hardware of stage `index`; `parts[i]` is what the estimate has before the MVAU of stage i. */
export function layerPlan(
  request: ExportRequest,
  integer: IntegerStage,
  index: number,
  parts: readonly (readonly Part[])[],
): LayerPlan {
  const { network, estimate } = request;
  const { topology, precision } = network;
  const { stage } = integer;
  const { folding } = estimate.layers[index];
  const weight = weightQuantizer(precision.weightBits);
  const input = stageInputQuantizer(topology, precision, index);
  const output = stage.last ? null : activationQuantizer(topology, precision.activationBits);
  const xnor = weight.bipolar && input.bipolar;
  const product = xnor ? 2 : weight.maxCode * Math.max(input.maxCode, -input.minCode);
  const limit = integer.accumulatorLimit;
  const accumulatorBits = signedBits(-limit, limit + 1);
  const wordBits = folding.simd * weight.bits;
  const struct = stage.name[0].toUpperCase() + stage.name.slice(1);
  return {
    name: stage.name,
    struct,
    kind: stage.kind,
    integer,
    folding,
    estimate: estimate.layers[index],
    synapseFolds: folding.mw / folding.simd,
    neuronFolds: folding.mh / folding.pe,
    folds: (folding.mw / folding.simd) * (folding.mh / folding.pe),
    vectors: stage.vectors,
    window: windowPlan(stage, struct, input.bits, parts[index]),
    pool: poolPlan(stage, struct, output, parts[index + 1] ?? []),
    fifoElements: fifoElements(parts[index], input.bits),
    weight,
    input,
    output,
    activation: activationPlan(request, integer, index, output, accumulatorBits, folding.mh / folding.pe),
    xnor,
    productBits: signedBits(-product, product),
    dotBits: signedBits(-product * folding.simd, product * folding.simd),
    accumulatorBits,
    outputBits: output ? output.bits : accumulatorBits,
    laneBits: wordBits <= WHOLE_LANE ? wordBits : RAMB18_PORT,
    lanes: wordBits <= WHOLE_LANE ? 1 : Math.ceil(wordBits / RAMB18_PORT),
  };
}

/** @throws BitscapeError "ExportUnsupported" for words of a folded layer that are wider than HLS tools allow. */
export function assertWords({ name, folding, weight, input, outputBits }: LayerPlan): void {
  assertWidth(name, 'SIMD', folding.simd * Math.max(weight.bits, input.bits));
  assertWidth(name, 'PE', folding.pe * outputBits);
}

/** The last FIFO before the windows or, where there are none, before the MVAU. */
function fifoElements(parts: readonly Part[], bits: number): number {
  const windows = parts.findIndex((part) => part.kind === 'swg' && !part.at.depthwise);
  const before = windows < 0 ? parts : parts.slice(0, windows);
  const fifo = before.findLast((part) => part.kind === 'fifo');
  return fifo?.kind === 'fifo' ? (fifo.at.depth * fifo.at.width) / bits : 0;
}
