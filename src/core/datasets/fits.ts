import { BitscapeError } from '../errors';
import { classCount, type Topology } from '../network/topology';
import type { Dataset } from './dataset';
import { JET_CLASSES, JET_FEATURES } from './jets/facts';

/** Whether a network takes jets: 16 features in, 5 classes out. */
export const takesJets = (topology: Topology): boolean =>
  topology.input.height === 1 &&
  topology.input.width === JET_FEATURES.length &&
  topology.input.channels === 1 &&
  classCount(topology) === JET_CLASSES.length;

/**
 * Checks that a network can be trained and tested on a data set.
 * @throws BitscapeError "ShapeMismatch" if the network takes other images or has too few classes.
 */
export function assertFits({ name, train, validation, test }: Dataset, topology: Topology): void {
  const { height, width, channels } = topology.input;
  const wanted = `${train.height} x ${train.width} x 1`;
  if (`${height} x ${width} x ${channels}` !== wanted) {
    throw new BitscapeError(
      'ShapeMismatch',
      `${topology.name} takes images of ${height} x ${width} x ${channels}; those of ${name} are ${wanted}` +
        (train.height === 1
          ? ': jets are for the network jets'
          : takesJets(topology)
            ? ': it is for jets'
            : ''),
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
