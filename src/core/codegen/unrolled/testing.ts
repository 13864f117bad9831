import { unrolled } from '../../hardware/unrolled/estimator';
import type { Strategy } from '../../hardware/unrolled/options';
import { foldNetwork } from '../../network/fold';
import { randomParameters } from '../../network/testing';
import type { Topology } from '../../network/topology';
import { Random } from '../../random';
import type { ExportRequest } from '../export-request';
import { TEST_DEVICE, testRequest } from '../testing';

/** What decides a test export of the unrolled style. */
export interface UnrolledTest {
  topology: Topology;
  /** [W, A, input bits]. */
  bits: readonly [number, number, number];
  reuse?: number;
  strategy?: Strategy;
  /** Share of the weights that are made 0. */
  zeros?: number;
  seed?: number;
  vectors?: number;
}

/** A request with a random network (some gammas negative or zero), its estimate and random images. */
export function unrolledRequest(options: UnrolledTest): ExportRequest {
  const { topology, bits, reuse = 1, strategy = 'latency', zeros = 0, seed = 1, vectors } = options;
  const [weightBits, activationBits, inputBits] = bits;
  const precision = { weightBits, activationBits, inputBits };
  const random = new Random(seed + 100);
  const parameters = randomParameters(topology, seed).map((stage) => ({
    ...stage,
    weights: stage.weights.map((weight) => (random.uniform() < zeros ? 0 : weight)),
  }));
  const foldings = topology.layers.map(() => [1, 1] as const);
  return {
    ...testRequest({ topology, bits, foldings, seed, vectors }),
    network: foldNetwork(topology, precision, parameters),
    estimate: unrolled.estimate({
      topology,
      precision,
      targetFps: 1000,
      clockMhz: 100,
      part: TEST_DEVICE.part,
      unrolled: { reuseFactor: reuse, strategy },
    }),
  };
}
