import type { Dataset } from '../core/datasets/dataset';
import { BitscapeError } from '../core/errors';
import { classCount, type Topology } from '../core/network/topology';
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
  const data = await readDataset(args.get('data'), { limit: countOption(args, 'limit') });
  assertShapes(data, topology);
  const { train, validation, test } = data;
  io.note(
    `data: ${data.name}, ${train.count} to train, ${validation.count} to validate, ${test.count} to test`,
  );
  return data;
}

function assertShapes({ name, train, validation, test }: Dataset, topology: Topology): void {
  const { height, width, channels } = topology.input;
  const wanted = `${train.height} x ${train.width} x 1`;
  if (`${height} x ${width} x ${channels}` !== wanted) {
    throw new BitscapeError(
      'ShapeMismatch',
      `${topology.name} takes images of ${height} x ${width} x ${channels}; those of ${name} are ${wanted}`,
      'input',
    );
  }
  const classes = classCount(topology);
  const largest = [train, validation, test].reduce(
    (max, { labels }) => labels.reduce((a, b) => Math.max(a, b), max),
    0,
  );
  if (largest < classes) return;
  throw new BitscapeError(
    'ShapeMismatch',
    `${topology.name} tells ${classes} classes apart; ${name} has labels up to ${largest}`,
    'layers',
  );
}
