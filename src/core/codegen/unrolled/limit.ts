import { nonZeroWeights } from '../../compress/prune';
import { BitscapeError } from '../../errors';
import type { IntegerNetwork } from '../../network/integer-network';

/**
 * Most weights that are not zero, in the whole network: four layers of the 4096 products that HLS unrolls. A choice: Yosys
 * takes 80 s for a layer of 2048 weights of 4 bits.
 */
export const MOST_WEIGHTS = 16_384;

const INSTEAD = 'choose an estimator of folded layers (finn), whose export has them';

/**
 * Checks that a network can be exported in the unrolled style, before anything is generated.
 * @throws BitscapeError "ExportUnsupported" for convolutions, "ExportTooLarge" above MOST_WEIGHTS.
 */
export function checkUnrolled({ topology, stages }: IntegerNetwork): void {
  const conv = stages.find(({ stage }) => stage.kind === 'conv');
  if (conv) {
    throw new BitscapeError(
      'ExportUnsupported',
      `${conv.stage.name} is a convolution: the unrolled style has dense layers only; ${INSTEAD}`,
      conv.stage.name,
    );
  }
  const weights = nonZeroWeights({ stages }).reduce((sum, { nonZero }) => sum + nonZero, 0);
  if (weights <= MOST_WEIGHTS) return;
  throw new BitscapeError(
    'ExportTooLarge',
    `${topology.name} has ${weights} weights that are not 0, each with hardware of its own; the unrolled style takes at ` +
      `most ${MOST_WEIGHTS}: ${INSTEAD}, or a smaller or sparser network`,
    'estimator',
  );
}
