import { BitscapeError } from '../errors';
import { partsOf } from '../hardware/chain';
import { checkFolding } from '../hardware/folding';
import type { IntegerStage } from '../network/integer-network';
import { describeTopology } from '../network/topology';
import type { ExportRequest } from './export-request';
import { type AxiInput, axiInputOf } from './hls/axi-input';
import { withoutMultipliers } from './plan/activation';
import { assertWords, type LayerPlan, layerPlan } from './plan/layer';
import { assertWidth, signedBits } from './plan/words';
import { wholeImageInput } from './unrolled/input';
import { checkUnrolled } from './unrolled/limit';
import { type Style, styleOf } from './unrolled/style';

export type { LayerPlan } from './plan/layer';
export { signedBits, WIDEST_WORD } from './plan/words';

/** A network as hardware, with every width decided. */
export interface Plan {
  request: ExportRequest;
  style: Style;
  /** "784-64-64-64-10". */
  shape: string;
  input: AxiInput;
  layers: LayerPlan[];
  /** No product is left to a multiplier: products are shifts and adds. */
  shiftAdd: boolean;
  /** Classes, and bits of a score. */
  classes: number;
  scoreBits: number;
}

/**
 * Decides the hardware of an export.
 * @throws BitscapeError "ExportUnsupported" for words wider than HLS tools allow and for networks whose last layer is not
 * dense, checkFolding's errors and, in the unrolled style, checkUnrolled's.
 */
export function planOf(request: ExportRequest): Plan {
  const { network, estimate } = request;
  const stages = network.stages.map((s) => s.stage);
  const style = styleOf(request);
  if (style === 'unrolled') checkUnrolled(network);
  assertDenseEnd(request);
  checkFolding(
    stages,
    estimate.layers.map((layer) => layer.folding),
  );
  const parts = stages.map((_, i) => partsOf(stages, i, network.precision, estimate));
  const layers = network.stages.map((integer, i) => layerPlan(request, integer, i, parts));
  const last = network.stages.at(-1)!;
  if (style === 'folded') layers.forEach(assertWords);
  else assertWidth(last.stage.name, 'number of classes', last.stage.units * layers.at(-1)!.outputBits);
  return {
    request,
    style,
    shape: describeTopology(network.topology),
    input: style === 'unrolled' ? wholeImageInput(layers[0]) : axiInputOf(layers[0]),
    layers,
    shiftAdd: withoutMultipliers(request),
    classes: last.stage.units,
    scoreBits: scoreBitsOf(last),
  };
}

function assertDenseEnd({ network }: ExportRequest): void {
  const other = network.stages.find(({ stage }) => (stage.kind === 'conv' ? stage.last : stage.pool > 1));
  if (!other) return;
  throw new BitscapeError(
    'ExportUnsupported',
    `${network.topology.name}: ${other.stage.name} is a last convolution or a dense layer with a max-pool. ` +
      'The last layer must be dense, and a max-pool stands behind a convolution',
    other.stage.name,
  );
}

function scoreBitsOf({ scale, bias, accumulatorLimit }: IntegerStage): number {
  const largest = scale.map(Math.abs).reduce((a, b) => Math.max(a, b), 0) * accumulatorLimit;
  const offset = Math.max(...bias.map(Math.abs));
  return signedBits(-largest - offset, largest + offset);
}
