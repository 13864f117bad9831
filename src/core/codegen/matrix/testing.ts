import { expect } from 'vitest';
import { classify } from '../../network/infer';
import type { Topology } from '../../network/topology';
import { csim, csimTools, foldingsOf, unpackedRequest } from '../csim/testing';
import { make, tested } from '../rtl/testing';
import { type TestExport, testRequest } from '../testing';

/**
 * A design of the matrix: [W, A, input bits], PE x SIMD (with padding / MH x MW) of each layer, and a seed of weights and
 * images whose classes differ much from image to image. All have negative gammas.
 */
export type Design = [bits: TestExport['bits'], folding: string, seed: number];

const VECTORS = 200;

/** Whether the matrix can be tested here; says so if not. */
export const matrixTools = (): boolean => csimTools() && tested('the matrix of exports', 'verilator', 'g++');

/** Runs `make csim`, `make lint` and `make sim` in the export of a design. */
export function verify(topology: Topology, [bits, folding, seed]: Design): void {
  const request = testRequest({ topology, bits, foldings: foldingsOf(folding), seed, vectors: VECTORS });
  expect(new Set(classify(request.network, request.vectors)).size).toBeGreaterThan(1);
  const folder = unpackedRequest(request);
  const found = `images ${VECTORS} mismatches 0\n`;
  expect(csim(folder).stdout).toContain(found);
  expect(make(folder, 'lint')).toMatchObject({ status: 0, stderr: '' });
  const { status, stdout } = make(folder, 'sim', 'SIM=verilator');
  expect(stdout).toContain(found);
  expect(status).toBe(0);
}
