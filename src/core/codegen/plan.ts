import { BitscapeError } from '../errors';
import { partsOf } from '../hardware/chain';
import { checkFolding } from '../hardware/folding';
import type { IntegerStage } from '../network/integer-network';
import { describeTopology } from '../network/topology';
import type { ExportRequest } from './export-request';
import { type AxiInput, axiInputOf } from './hls/axi-input';
import { type LayerPlan, layerPlan } from './plan/layer';
import { signedBits } from './plan/words';

export type { LayerPlan } from './plan/layer';
export { signedBits, WIDEST_WORD } from './plan/words';

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

/**
 * Decides the hardware of an export.
 * @throws BitscapeError "ExportUnsupported" for words wider than HLS tools allow and for networks whose last layer is not
 * dense, and checkFolding's errors.
 */
export function planOf(request: ExportRequest): Plan {
  const { network, estimate } = request;
  const stages = network.stages.map((s) => s.stage);
  assertDenseEnd(request);
  checkFolding(
    stages,
    estimate.layers.map((layer) => layer.folding),
  );
  const parts = stages.map((_, i) => partsOf(stages, i, network.precision, estimate));
  const layers = network.stages.map((integer, i) => layerPlan(request, integer, i, parts));
  const last = network.stages.at(-1)!;
  return {
    request,
    shape: describeTopology(network.topology),
    input: axiInputOf(layers[0]),
    layers,
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
  const offset = bias.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  return signedBits(-largest - offset, largest + offset);
}
