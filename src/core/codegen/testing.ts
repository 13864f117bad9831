import type { Device } from '../hardware/device';
import type { Estimate, Folding } from '../hardware/estimate';
import { foldNetwork } from '../network/fold';
import { randomImages, randomParameters } from '../network/testing';
import { stagesOf, type Topology } from '../network/topology';
import type { ExportRequest } from './export-request';

/** Device of the exports that tests make. */
export const TEST_DEVICE: Device = {
  id: 'xc7z020',
  part: 'xc7z020clg400-1',
  family: 'Zynq-7000',
  boards: ['PYNQ-Z1', 'PYNQ-Z2'],
  lut: 53200,
  ff: 106400,
  bram18: 280,
  uram: 0,
  dsp: 220,
  source: 'AMD DS190',
};

/** [PE, SIMD] or, with padding, [PE, SIMD, MH, MW] of a stage. */
export type FoldingNumbers = readonly [number, number, number?, number?];

/** What decides a test export. */
export interface TestExport {
  topology: Topology;
  /** [W, A, input bits]. */
  bits: readonly [number, number, number];
  foldings: readonly FoldingNumbers[];
  seed?: number;
  vectors?: number;
  device?: Device;
}

/** A request with a random network (some gammas negative or zero) and random images. */
export function testRequest(options: TestExport): ExportRequest {
  const { topology, bits, foldings, seed = 1, vectors = 20, device = TEST_DEVICE } = options;
  const [weightBits, activationBits, inputBits] = bits;
  const precision = { weightBits, activationBits, inputBits };
  return {
    network: foldNetwork(topology, precision, randomParameters(topology, seed)),
    estimate: testEstimate(topology, foldings),
    device,
    clockMhz: 100,
    accuracy: 0.9731,
    testCount: 10000,
    datasetName: 'synthetic digits, not MNIST',
    link: '#v=1',
    vectors: randomImages(imageOf(topology), vectors, seed + 1),
    revision: '0.1.0',
  };
}

/** The topology with the channels of a pixel side by side, since images have one. */
const imageOf = (topology: Topology): Topology => {
  const { height, width, channels } = topology.input;
  return { ...topology, input: { height, width: width * channels, channels: 1 } };
};

/** An estimate of cycles alone, at the given foldings. */
export function testEstimate(topology: Topology, foldings: readonly FoldingNumbers[]): Estimate {
  const unknown = { lut: null, ff: null, bram18: null, uram: null, dsp: null };
  const layers = stagesOf(topology).map((stage, i) => {
    const [pe, simd, mh = stage.units, mw = stage.fanIn] = foldings[i];
    const folding: Folding = { pe, simd, mw, mh };
    const cycles = (mw / simd) * (mh / pe) * stage.vectors;
    return { name: stage.name, kind: 'mvau' as const, folding, cycles, explanations: {}, ...unknown };
  });
  const slowest = layers.reduce((a, b) => (b.cycles > a.cycles ? b : a));
  return {
    estimator: 'finn',
    layers,
    total: unknown,
    totalExplanations: {},
    ii: slowest.cycles,
    bottleneck: slowest.name,
    latencyCycles: layers.reduce((sum, layer) => sum + layer.cycles, 0),
    fps: 1e8 / slowest.cycles,
    clockMhz: 100,
    notModelled: [],
    notes: [],
  };
}
