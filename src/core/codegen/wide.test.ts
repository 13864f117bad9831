import { afterAll, describe, expect, it } from 'vitest';
import { classify } from '../network/infer';
import type { Topology } from '../network/topology';
import { csim, csimTools, foldingsOf, removeFolders, unpackedRequest } from './csim/testing';
import { generateExport } from './export';
import type { ExportRequest } from './export-request';
import { planOf } from './plan';
import { denseOf, make, pace, simulate, tested } from './rtl/testing';
import { testRequest } from './testing';
import { unrolledRequest } from './unrolled/testing';

afterAll(removeFolders);

const VECTORS = 40;

const CNN: Topology = {
  name: 'small-cnn',
  input: { height: 7, width: 6, channels: 1 },
  layers: [
    { kind: 'conv', filters: 4, kernel: 3 },
    { kind: 'maxpool', size: 2 },
    { kind: 'dense', units: 5 },
  ],
  activation: 'relu',
};

const dense = (bits: [number, number, number], activation: Topology['activation'], seed: number) =>
  testRequest({
    topology: denseOf(activation, 12, 10, 6),
    bits,
    foldings: foldingsOf('4x10/16x20 2x6 2x5'),
    vectors: VECTORS,
    seed,
  });

/** Sums of up to 37 bits, and too many thresholds in all of them. */
const DESIGNS: readonly [string, ExportRequest][] = [
  ['W16 A16, folded with padding', dense([16, 16, 8], 'relu', 15)],
  [
    'W16 A15, a convolution',
    testRequest({
      topology: CNN,
      bits: [16, 15, 8],
      foldings: foldingsOf('2x3 1x8'),
      vectors: VECTORS,
      seed: 23,
    }),
  ],
  [
    'W16 A16, unrolled, products shared',
    unrolledRequest({
      topology: denseOf('relu', 7, 6, 4),
      bits: [16, 16, 8],
      reuse: 3,
      vectors: VECTORS,
      seed: 2,
    }),
  ],
  ['W12 A14, hard tanh', dense([12, 14, 8], 'hardtanh', 22)],
];

describe('an export of widths to 16 bits', () => {
  it('has lines in all hidden layers, says so, and no ONNX file, which says why', () => {
    for (const [, request] of DESIGNS) {
      const hidden = planOf(request).layers.filter(({ output }) => output);
      expect(hidden.map(({ activation: { lines } }) => lines?.kind)).toEqual(hidden.map(() => 'affine'));
      const text = new Map(generateExport(request).map(({ path, content }) => [path, String(content)]));
      expect(text.get('README.md')).toContain('mvau0 has a line per neuron instead of thresholds');
      expect(JSON.parse(text.get('MANIFEST.json') ?? '').hardware.activations[0].activation).toBe('affine');
      expect([...text.keys()].filter((path) => path.endsWith('.onnx'))).toEqual([]);
      expect(text.get('qonnx/README.md')).toMatch(/^`.*\.onnx` is not written: mvau0 has lines/m);
    }
  });

  it('is tested with images of many classes', () => {
    for (const [name, { network, vectors }] of DESIGNS)
      expect(new Set(classify(network, vectors)).size, name).toBeGreaterThan(2);
  });
});

describe.skipIf(!csimTools())('widths to 16 bits in C simulation', () => {
  it.each(DESIGNS.slice(1, 3))('equal the integer network: %s', (_, request) => {
    const { status, stdout, stderr } = csim(unpackedRequest(request));
    expect(stderr).toBe('');
    expect(stdout).toContain(`images ${VECTORS} mismatches 0\n`);
    expect(status).toBe(0);
  });
});

describe.skipIf(!tested('widths to 16 bits in Verilog', 'iverilog', 'verilator'))(
  'widths to 16 bits in Verilog',
  () => {
    it.each(DESIGNS)(
      'equal the integer network under stalls, at its pace, and pass lint: %s',
      (_, request) => {
        const folder = unpackedRequest(request);
        const { status, stdout } = simulate(folder);
        expect(stdout).toContain(`images ${VECTORS} mismatches 0\n`);
        expect(status).toBe(0);
        const { cycles, estimate } = pace(stdout);
        expect(cycles).toBe(estimate);
        expect(make(folder, 'lint')).toMatchObject({ status: 0, stderr: '' });
      },
    );
  },
);
