import { nonZeroWeights } from '../core/compress/prune';
import { BitscapeError } from '../core/errors';
import { estimatorOf } from '../core/hardware/estimators';
import { unpackNetwork } from '../core/network/pack';
import { describeTopology } from '../core/network/topology';
import { cellFromFile } from '../engine/cell-file';
import type { Arguments } from './arguments';
import type { OptionGroup } from './command';
import type { Chosen } from './design-options';
import { readText } from './files';
import { legal } from './options';

export const ZERO_OPTIONS: OptionGroup = {
  title: 'Weights that are 0, with --estimator unrolled',
  options: [
    { name: 'sparsity', value: 'N', help: `share of zeros in every layer, ${legal('sparsity')}` },
    { name: 'checkpoint', value: '<file>', help: 'a trained network, whose zeros are counted' },
  ],
};

/**
 * Weights of the network of `--checkpoint` that are not 0; undefined without it: then the design's `--sparsity` says.
 * @throws BitscapeError "ConflictingOptions", "BadOption", "CheckpointMismatch", or what a bad file gives.
 */
export async function zerosOption(args: Arguments, { design, topology }: Chosen): Promise<Chosen['zeros']> {
  const [share, file] = [args.has('sparsity'), args.get('checkpoint')];
  if (!share && file === undefined) return undefined;
  const option = share ? '--sparsity' : '--checkpoint';
  if (share && file !== undefined) {
    throw new BitscapeError('ConflictingOptions', 'give --sparsity or --checkpoint, not both', option);
  }
  if (!estimatorOf(design.estimator).reuse) {
    throw new BitscapeError(
      'ConflictingOptions',
      `${option} is for --estimator unrolled: in ${design.estimator} a weight that is 0 takes what any other does`,
      option,
    );
  }
  if (file === undefined) return undefined;
  const { recipe, network } = cellFromFile(await readText(file), file);
  const [found, wanted] = [describeTopology(recipe.topology), describeTopology(topology)];
  if (found !== wanted) {
    throw new BitscapeError(
      'CheckpointMismatch',
      `${file} is of the network ${found}, not of ${wanted}: give --network ${recipe.topology.name}`,
      file,
    );
  }
  const counts = nonZeroWeights(unpackNetwork(recipe.topology, recipe.precision, network));
  return { nonZero: counts.map(({ nonZero }) => nonZero), counted: true };
}
