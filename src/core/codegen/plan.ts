import { BitscapeError } from '../errors';
import type { Folding, LayerEstimate } from '../hardware/estimate';
import { checkFolding } from '../hardware/folding';
import { activationQuantizer, stageInputQuantizer } from '../network/fold';
import type { IntegerStage } from '../network/integer-network';
import { describeTopology } from '../network/topology';
import { type Quantizer, weightQuantizer } from '../quantizers/quantizer';
import type { ExportRequest } from './export-request';
import { type AxiInput, axiInputOf } from './hls/axi-input';

/** Widest ap_int of the HLS tools (AMD UG902 and UG1399: AP_INT_MAX_W is at most 4096). */
export const WIDEST_WORD = 4096;

/** Widest piece that a weight word is stored in: whole up to 64 bits, else the width of a RAMB18 port. */
const WHOLE_LANE = 64;
const RAMB18_PORT = 36;

/** One MVAU as generated: the integers of its stage and every width of its hardware. */
export interface LayerPlan {
  /** "mvau0"; `struct` is its C++ type, "Mvau0". */
  name: string;
  struct: string;
  integer: IntegerStage;
  folding: Folding;
  estimate: LayerEstimate;
  /** MW / SIMD and MH / PE; cycles per image are their product. */
  synapseFolds: number;
  neuronFolds: number;
  folds: number;
  weight: Quantizer;
  input: Quantizer;
  /** Of what it emits; the last stage emits accumulators. */
  output: Quantizer | null;
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

/** A network as hardware, with every width decided. */
export interface Plan {
  request: ExportRequest;
  /** "784-64-64-64-10". */
  shape: string;
  input: AxiInput;
  layers: LayerPlan[];
  /** Classes, and bits of a score. */
  classes: number;
  scoreBits: number;
}

/** Bits of a two's complement number that holds every integer of [low, high]. */
export function signedBits(low: number, high: number): number {
  let bits = 1;
  while (-(2 ** (bits - 1)) > low || 2 ** (bits - 1) - 1 < high) bits++;
  return bits;
}

/**
 * Decides the hardware of an export.
 * @throws BitscapeError "ExportUnsupported" for what cannot be generated yet, and checkFolding's errors.
 */
export function planOf(request: ExportRequest): Plan {
  const { network, estimate } = request;
  assertMlp(request);
  const foldings = estimate.layers.map((layer) => layer.folding);
  checkFolding(
    network.stages.map((s) => s.stage),
    foldings,
  );
  const layers = network.stages.map((integer, i) => layerPlan(request, integer, i));
  const last = network.stages.at(-1)!;
  return {
    request,
    shape: describeTopology(network.topology),
    input: axiInputOf(layers[0].integer.stage.fanIn, layers[0].input, foldings[0]),
    layers,
    classes: last.stage.units,
    scoreBits: scoreBitsOf(last),
  };
}

function assertMlp({ network }: ExportRequest): void {
  const other = network.stages.find(({ stage }) => stage.kind !== 'dense' || stage.pool > 1);
  if (!other) return;
  throw new BitscapeError(
    'ExportUnsupported',
    `${network.topology.name}: ${other.stage.name} is a convolution or has a max-pool. ` +
      'The export supports MLPs, networks of dense layers only (tfc, sfc, lfc, 784-...-10)',
    other.stage.name,
  );
}

function layerPlan(request: ExportRequest, integer: IntegerStage, index: number): LayerPlan {
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
  const plan = {
    name: stage.name,
    struct: stage.name[0].toUpperCase() + stage.name.slice(1),
    integer,
    folding,
    estimate: estimate.layers[index],
    synapseFolds: folding.mw / folding.simd,
    neuronFolds: folding.mh / folding.pe,
    folds: (folding.mw / folding.simd) * (folding.mh / folding.pe),
    weight,
    input,
    output,
    xnor,
    productBits: signedBits(-product, product),
    dotBits: signedBits(-product * folding.simd, product * folding.simd),
    accumulatorBits,
    outputBits: output ? output.bits : accumulatorBits,
    laneBits: wordBits <= WHOLE_LANE ? wordBits : RAMB18_PORT,
    lanes: wordBits <= WHOLE_LANE ? 1 : Math.ceil(wordBits / RAMB18_PORT),
  };
  assertWidth(stage.name, 'SIMD', Math.max(wordBits, folding.simd * input.bits));
  assertWidth(stage.name, 'PE', folding.pe * plan.outputBits);
  return plan;
}

function assertWidth(name: string, choice: string, bits: number): void {
  if (bits <= WIDEST_WORD) return;
  throw new BitscapeError(
    'ExportUnsupported',
    `${name}: its ${choice} needs a word of ${bits} bits, HLS tools allow ${WIDEST_WORD}; lower its ${choice}`,
    name,
  );
}

function scoreBitsOf({ scale, bias, accumulatorLimit }: IntegerStage): number {
  const largest = scale.map(Math.abs).reduce((a, b) => Math.max(a, b), 0) * accumulatorLimit;
  const offset = bias.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  return signedBits(-largest - offset, largest + offset);
}
