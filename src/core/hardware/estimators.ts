import { BitscapeError } from '../errors';
import type { Topology } from '../network/topology';
import type { EstimateRequest, Estimator } from './estimator';
import { finn } from './finn';
import { finnR } from './finn-r-estimator';
import { lfcHls } from './lfc-hls-estimator';
import { unrolled } from './unrolled/estimator';

/** The resource models of the menu, by id. */
export const ESTIMATORS: Readonly<Record<string, Estimator>> = {
  [finn.id]: finn,
  [finnR.id]: finnR,
  [lfcHls.id]: lfcHls,
  [unrolled.id]: unrolled,
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

/**
 * The estimator for a topology and the options that may rule it out: the one of the id, else `finn` with the reason why
 * the other refuses.
 */
export function estimatorFor(
  id: string,
  topology: Topology,
  options?: Pick<EstimateRequest, 'unrolled'>,
): { estimator: Estimator; refusal: string | null } {
  const chosen = estimatorOf(id);
  const refusal = chosen.refuses(topology, options);
  return { estimator: refusal === null ? chosen : estimatorOf('finn'), refusal };
}
