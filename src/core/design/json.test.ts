import { describe, expect, it } from 'vitest';
import { mlp, PRESETS, topologyOf } from '../network/presets';
import { DESIGN_DEFAULTS } from './design';
import { designFromJson } from './design-json';
import { foldingFromJson } from './folding-json';
import { jsonReader, jsonTextReader } from './json-reader';
import { linkName, topologyFromJson } from './topology-json';

const copyOf = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const reader = (value: unknown) => jsonReader(copyOf(value), 'x.json', 'Bad');

describe('JSON documents', () => {
  it('that are no JSON are named', () => {
    expect(() => jsonTextReader('{', 'x.json', 'Bad')).toThrow('x.json is not JSON');
  });

  it('say where and what is wrong', () => {
    const list = reader({ a: [{ b: 3.5 }] })
      .at('a')
      .list();
    expect(() => list[0].at('b').integer(1, 8)).toThrow('x.json: a[0].b is 3.5; it should be an integer');
    expect(() => list[0].at('c').text()).toThrow('x.json: a[0].c is missing; it should be a text');
    expect(() => list[0].at('b').number(4, 8)).toThrow('it should be a number from 4 to 8');
  });
});

describe('a design in JSON', () => {
  it('is read with every field', () => {
    const design = { ...DESIGN_DEFAULTS, network: 'lfc', seed: 7, pins: [] };
    expect(designFromJson(reader(design))).toEqual(design);
  });

  it.each([
    [{ seed: -1 }, 'x.json: seed is -1; it should be an integer from 0'],
    [{ weights: [3, 1] }, 'x.json: weights is [3,1]; it should be bit-widths'],
    [{ selected: { weightBits: 9, activationBits: 1 } }, 'x.json: selected.weightBits is 9'],
    [{ pins: [{ weightBits: 1 }] }, 'x.json: pins is [{"weightBits":1}]'],
    [{ device: 'xc7' }, 'one of xc7z007s'],
  ])('refuses %j', (wrong, message) => {
    expect(() => designFromJson(reader({ ...DESIGN_DEFAULTS, ...wrong }))).toThrow(message);
  });
});

describe('a network in JSON', () => {
  it.each(Object.values(PRESETS))('is the preset $name', (preset) => {
    expect(topologyFromJson(reader(preset))).toEqual(preset);
    expect(linkName(preset)).toBe(preset.name);
  });

  it('has a link name if it is an MLP on 28 x 28 images', () => {
    expect(linkName(mlp('mine', [128, 64]))).toBe('784-128-64-10');
    expect(linkName(mlp('mine', [64, 64, 64]))).toBe('tfc');
    expect(linkName({ ...mlp('mine', [128]), activation: 'relu' })).toBeNull();
    expect(linkName({ ...PRESETS.cnn, activation: 'hardtanh' })).toBeNull();
  });

  const cnn = PRESETS.cnn;
  const dense = { kind: 'dense', units: 10 };
  it.each([
    [{ ...cnn, activation: 'tanh' }, 'activation is "tanh"; it should be one of hardtanh, relu'],
    [{ ...cnn, layers: [dense] }, 'a list of 2 to 16 layers'],
    [{ ...cnn, layers: [dense, { kind: 'conv', filters: 2, kernel: 1 }] }, 'layers[1] is'],
    [{ ...cnn, layers: [{ kind: 'maxpool', size: 2 }, dense] }, 'directly after a convolution'],
    [{ ...cnn, layers: [{ kind: 'conv', filters: 2, kernel: 29 }, dense] }, 'input of 28 x 28'],
    [{ ...cnn, layers: [dense, { kind: 'conv', filters: 2, kernel: 3 }] }, 'before every dense layer'],
    [{ ...cnn, layers: [cnn.layers[0], cnn.layers[1]] }, 'its units are the classes'],
    [{ ...cnn, name: 'tfc' }, 'tfc is a preset with other layers'],
    [{ ...cnn, name: 'a b' }, 'name is "a b"'],
    [{ ...cnn, layers: [{ kind: 'dense', units: 0 }, dense] }, 'layers[0].units is 0'],
  ])('refuses %j', (wrong, message) => {
    expect(() => topologyFromJson(reader(wrong))).toThrow(message);
  });
});

describe('a folding in JSON', () => {
  const network = topologyOf('784-8-10');

  it('takes the sizes of the layers, or the padded ones', () => {
    const folding = foldingFromJson(
      reader([
        { pe: 4, simd: 49 },
        { pe: 16, simd: 8, mh: 64 },
      ]),
      network,
    );
    expect(folding).toEqual([
      { pe: 4, simd: 49, mw: 784, mh: 8 },
      { pe: 16, simd: 8, mw: 8, mh: 64 },
    ]);
  });

  it.each([
    [
      [
        { pe: 3, simd: 1 },
        { pe: 1, simd: 1 },
      ],
      'mvau0: PE 3 does not divide MH 8; legal: 1, 2, 4, 8',
    ],
    [[{ pe: 1, simd: 1 }], 'one for each of mvau0, mvau1'],
    [
      [
        { pe: 1, simd: 1, mw: 700 },
        { pe: 1, simd: 1 },
      ],
      'MW is 700',
    ],
    [{ pe: 1 }, 'a list'],
    [
      [
        { pe: 1.5, simd: 1 },
        { pe: 1, simd: 1 },
      ],
      '[0].pe is 1.5',
    ],
  ])('refuses %j', (wrong, message) => {
    expect(() => foldingFromJson(reader(wrong), network)).toThrow(message);
  });
});
