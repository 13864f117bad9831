import type { Dataset } from '../core/datasets/dataset';
import { assertFits, takesJets } from '../core/datasets/fits';
import type { Topology } from '../core/network/topology';
import { readDataset } from '../data/node';
import type { Arguments } from './arguments';
import { countOption } from './design-options';
import type { Io } from './io';

/**
 * The data set of `--data` and `--limit` for a network, its size noted.
 * @throws BitscapeError "ShapeMismatch" if the network takes other images or has too few classes, and those of
 * `readDataset`.
 */
export async function openData(args: Arguments, topology: Topology, io: Io): Promise<Dataset> {
  const data = await readDataset(args.get('data'), {
    limit: countOption(args, 'limit'),
    kind: takesJets(topology) ? 'jets' : 'images',
  });
  assertFits(data, topology);
  const { train, validation, test } = data;
  io.note(
    `data: ${data.name}, ${train.count} to train, ${validation.count} to validate, ${test.count} to test`,
  );
  return data;
}
