import { withNarrowScales } from '../../network/affine/rounded';
import { classify } from '../../network/infer';
import type { Topology } from '../../network/topology';
import { csim, csimTools, foldingsOf, unpackedRequest } from '../csim/testing';
import { planOf } from '../plan';
import { make, simulateCompiled, tested } from '../rtl/testing';
import { type TestExport, testRequest } from '../testing';

/**
 * A design of the matrix: [W, A, input bits], PE x SIMD (with padding / MH x MW) of each layer, and a seed of weights and
 * images whose classes differ much from image to image. All have negative gammas. With an activation every hidden layer
 * has lines instead of thresholds; for two-hot ones the network's lines are made narrow.
 */
export type Design = [
  bits: TestExport['bits'],
  folding: string,
  seed: number,
  activation?: 'affine' | 'two-hot',
];

const VECTORS = 200;

/** Whether the matrix can be tested here; says so if not. */
export const matrixTools = (): boolean => csimTools() && tested('the matrix of exports', 'verilator', 'g++');

/** What the checks of an export say. */
export interface Outcome {
  /** Classes among the golden ones: with one alone, a network that ignores its input would pass. */
  classes: number;
  /** Hidden layers that have other activations than the design asks for. */
  others: string[];
  csim: string | undefined;
  lint: { status: number | null; stderr: string };
  sim: string | undefined;
}

/** What a design must give, but for the number of its classes. */
export const PASSED: Omit<Outcome, 'classes'> = {
  others: [],
  csim: `images ${VECTORS} mismatches 0`,
  lint: { status: 0, stderr: '' },
  sim: `images ${VECTORS} mismatches 0`,
};

/** Runs `make csim`, `make lint` and `make sim` in the export of a design. */
export function outcome(topology: Topology, [bits, folding, seed, activation]: Design): Outcome {
  const thresholds = testRequest({ topology, bits, foldings: foldingsOf(folding), seed, vectors: VECTORS });
  const narrow = activation === 'two-hot' ? { bits: 8, hot: 2 } : null;
  const network = narrow ? withNarrowScales(thresholds.network, narrow) : thresholds.network;
  const request = { ...thresholds, network, activation };
  const folder = unpackedRequest(request);
  const { status, stderr } = make(folder, 'lint');
  return {
    classes: new Set(classify(request.network, request.vectors)).size,
    others: planOf(request)
      .layers.filter(({ output, activation: { lines } }) => output && lines?.kind !== activation)
      .map(({ name }) => name),
    csim: verdict(csim(folder)),
    lint: { status, stderr },
    sim: verdict(simulateCompiled(folder)),
  };
}

/** The line that counts mismatches; none if the run failed. */
const verdict = ({ status, stdout }: { status: number | null; stdout: string }): string | undefined =>
  status === 0 ? /^images \d+ mismatches \d+$/m.exec(stdout)?.[0] : undefined;
