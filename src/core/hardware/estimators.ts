import { BitscapeError } from '../errors';
import type { Estimator } from './estimator';
import { finn } from './finn';
import { finnR } from './finn-r-estimator';
import { lfcHls } from './lfc-hls-estimator';

/** The resource models of the menu, by id. */
export const ESTIMATORS: Readonly<Record<string, Estimator>> = {
  [finn.id]: finn,
  [finnR.id]: finnR,
  [lfcHls.id]: lfcHls,
};

/**
 * The estimator of an id.
 * @throws BitscapeError "UnknownEstimator" that lists the ids.
 */
export function estimatorOf(id: string): Estimator {
  if (Object.hasOwn(ESTIMATORS, id)) return ESTIMATORS[id];
  throw new BitscapeError(
    'UnknownEstimator',
    `"${id}" is not an estimator: use one of ${Object.keys(ESTIMATORS).join(', ')}`,
    'estimator',
  );
}
