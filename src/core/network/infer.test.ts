import { describe, expect, it } from 'vitest';
import { levelToCode, pixelToCode } from '../quantizers/quantizer';
import { activationQuantizer, foldNetwork } from './fold';
import { accuracy, argmax, classify, scores } from './infer';
import type { IntegerNetwork } from './integer-network';
import { defaultInputBits, PRESETS, topologyOf } from './presets';
import { randomImages, randomParameters } from './testing';
import { describeTopology, pooledShape, stagesOf, type Topology } from './topology';

/** The definition written out with no blocking, windows or tables: slow and obvious. */
function naiveScores(network: IntegerNetwork, pixels: Uint8Array): number[] {
  let x = [...pixels].map((p) => pixelToCode(network.precision.inputBits, p));
  const q = activationQuantizer(network.topology, network.precision.activationBits);
  for (const s of network.stages) {
    const { input, output, kernel, fanIn, units, pool } = s.stage;
    const at = (y: number, xx: number, c: number) => x[(y * input.width + xx) * input.channels + c];
    const value = (n: number, oy: number, ox: number) => {
      let acc = 0;
      for (let i = 0; i < fanIn; i++) {
        const channel = i % input.channels;
        const kx = Math.floor(i / input.channels) % Math.max(kernel, 1);
        const ky = Math.floor(i / input.channels / Math.max(kernel, 1));
        const xi = s.stage.kind === 'dense' ? x[i] : at(oy + ky, ox + kx, channel);
        acc += xi * s.weights[n * fanIn + i];
      }
      if (s.stage.last) return s.scale[n] * acc + s.bias[n];
      const own = s.thresholds.subarray(n * s.thresholdCount, (n + 1) * s.thresholdCount);
      return levelToCode(q, own.filter((t) => acc >= t).length);
    };
    const to = pooledShape(s.stage);
    const next: number[] = [];
    for (let y = 0; y < to.height; y++)
      for (let xx = 0; xx < to.width; xx++)
        for (let n = 0; n < units; n++) {
          const window: number[] = [];
          for (let dy = 0; dy < pool; dy++)
            for (let dx = 0; dx < pool; dx++) window.push(value(n, y * pool + dy, xx * pool + dx));
          next.push(Math.max(...window));
        }
    expect(output.channels).toBe(units);
    x = next;
  }
  return x;
}

const smallCnn: Topology = {
  name: 'small-cnn',
  input: { height: 9, width: 8, channels: 1 },
  layers: [
    { kind: 'conv', filters: 3, kernel: 3 },
    { kind: 'conv', filters: 5, kernel: 3 },
    { kind: 'maxpool', size: 2 },
    { kind: 'dense', units: 10 },
  ],
  activation: 'relu',
};

describe('classify', () => {
  const cases: [Topology, number, number, number][] = [
    [topologyOf('784-6-5-10'), 1, 1, 1],
    [topologyOf('784-6-5-10'), 3, 2, 1],
    [topologyOf('784-6-5-10'), 8, 8, 8],
    [smallCnn, 4, 4, 8],
    [smallCnn, 1, 1, 2],
  ];

  it.each(cases)('equals the written-out definition (%o, W%i A%i, %i input bits)', (topology, w, a, i) => {
    const precision = { weightBits: w, activationBits: a, inputBits: i };
    const network = foldNetwork(topology, precision, randomParameters(topology, 11));
    const images = randomImages(topology, 37, 5);
    const size = images.height * images.width;
    const naive = Array.from({ length: images.count }, (_, n) =>
      naiveScores(network, images.pixels.subarray(n * size, (n + 1) * size)),
    );
    expect([...scores(network, images)]).toEqual(naive.flat());
    expect([...classify(network, images)]).toEqual(naive.map(argmax));
  });

  it('stops when progress says so', () => {
    const topology = topologyOf('784-2-10');
    const network = foldNetwork(
      topology,
      { weightBits: 2, activationBits: 2, inputBits: 1 },
      randomParameters(topology, 2),
    );
    const seen: number[] = [];
    classify(network, randomImages(topology, 100, 3), (done) => {
      seen.push(done);
      return seen.length < 2;
    });
    expect(seen).toHaveLength(2);
  });
});

describe('topologies', () => {
  it('cnn has 18 684 weights (paper 001: 18 718 parameters with its 34 biases)', () => {
    const weights = stagesOf(PRESETS.cnn).map((s) => s.fanIn * s.units);
    expect(weights).toEqual([108, 1296, 17280]);
    expect(weights.reduce((a, b) => a + b) + 12 + 12 + 10).toBe(18718);
  });

  it('are described in one line', () => {
    expect(Object.values(PRESETS).map(describeTopology)).toEqual([
      '784-64-64-64-10',
      '784-256-256-256-10',
      '784-1024-1024-1024-10',
      '28x28x1 conv3x3x12 conv3x3x12 pool2 dense10',
      '16-64-32-32-5',
    ]);
  });

  it('are named by their widths, on images or on jets', () => {
    expect(topologyOf('16-64-32-32-5')).toBe(PRESETS.jets);
    expect(topologyOf('16-8-5')).toEqual({
      name: '16-8-5',
      input: { height: 1, width: 16, channels: 1 },
      layers: [
        { kind: 'dense', units: 8 },
        { kind: 'dense', units: 5 },
      ],
      activation: 'relu',
    });
    expect(['784-8-10', '16-8-5'].map((name) => defaultInputBits(topologyOf(name)))).toEqual([1, 8]);
  });

  it('jets has 4256 weights (paper 002, table I: 4389 parameters with its 133 biases)', () => {
    const weights = stagesOf(PRESETS.jets).map((s) => s.fanIn * s.units);
    expect(weights.reduce((a, b) => a + b) + 64 + 32 + 32 + 5).toBe(4389);
  });

  it.each([
    '16-8-10',
    '784-8-5',
    '',
    'xfc',
    '784-10',
    '783-5-10',
    '784-0-10',
    '784-5-9',
    '784-9999-10',
    '784-064-10',
    'toString',
  ])('refuses "%s"', (name) => {
    expect(() => topologyOf(name)).toThrow(/is not a network: use tfc/);
  });
});

it('accuracy counts the equal classes', () => {
  expect(accuracy(Uint8Array.of(1, 2, 3, 4), Uint8Array.of(1, 2, 0, 4))).toBe(0.75);
  expect(argmax([3, 7, 7])).toBe(1);
});
