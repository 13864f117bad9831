import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkMvauOptions, MVAU_OPTION_DEFAULTS, type MvauOptions } from '../hardware/mvau-options';
import { mvauOptions } from '../hardware/testing';
import { topologyOf } from '../network/presets';
import { stagesOf } from '../network/topology';
import { DESIGN_DEFAULTS, type Design } from './design';
import { designFromJson } from './design-json';
import { jsonReader } from './json-reader';
import { parseLink } from './link';
import { withLegalMvau } from './mvau-choice';
import { perLayer, withLayer } from './per-layer';

const designWith = (mvau: Partial<MvauOptions>, network = 'tfc'): Design => ({
  ...DESIGN_DEFAULTS,
  network,
  mvau: { ...MVAU_OPTION_DEFAULTS, ...mvau },
});

describe('a value per layer', () => {
  it('is one word, or one for each of at least two layers', () => {
    const codec = perLayer(['auto', 'block']);
    expect(codec.parse('block')).toBe('block');
    expect(codec.parse('auto.block')).toEqual(['auto', 'block']);
    expect(['', '.', 'auto.', 'ultra', 'auto,block'].map(codec.parse)).toEqual(Array(5).fill(undefined));
    expect([['auto'], [], ['auto', 1], null].map(codec.is)).toEqual(Array(4).fill(false));
  });

  it('becomes a list where one layer differs, and one value where none does', () => {
    const list = withLayer<string>('auto', 3, 1, 'block');
    expect(list).toEqual(['auto', 'block', 'auto']);
    expect(withLayer(list, 3, 1, 'auto')).toBe('auto');
  });
});

describe('options in a link', () => {
  it.each([
    ['ram=auto.block', 'ram=auto.block: RAM of decoupled weights'],
    [
      'mul=fpga',
      'mul=fpga: what products are built from must be one of lut, dsp; or one for each layer such as lut.dsp',
    ],
    [
      'mem=embedded&ram=ultra',
      'ram=ultra: RAM of decoupled weights; auto for others must be one of auto, block',
    ],
    ['mem=decoupled.external.decoupled.decoupled&ram=block', 'ram=block: RAM of decoupled weights'],
  ])('that are illegal are named, and the default is used: %s', (part, message) => {
    const { design, problems } = parseLink(`v=1&${part}`);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(message);
    expect(design.mvau.ram).toBe('auto');
    expect(design.mvau.multipliers).toBe('lut');
  });
});

describe('options in a file', () => {
  const read = (value: unknown) =>
    designFromJson(jsonReader(JSON.parse(JSON.stringify(value)), 'x.json', 'Bad'));

  it('are the defaults where the file is older than they are', () => {
    const { mvau: _, ...older } = designWith({ ram: 'block' });
    expect(read(older).mvau).toEqual(MVAU_OPTION_DEFAULTS);
    expect(read(designWith({ ram: 'block' })).mvau.ram).toBe('block');
  });

  it('that are illegal are named', () => {
    expect(() => read({ ...DESIGN_DEFAULTS, mvau: { multipliers: 'x' } })).toThrow(
      'x.json: mvau.multipliers is "x"; it should be one of lut, dsp',
    );
    expect(() => read({ ...DESIGN_DEFAULTS, mvau: 3 })).toThrow('x.json: mvau is 3; it should be an object');
  });
});

describe('legal options', () => {
  it('are left as they are', () => {
    fc.assert(
      fc.property(mvauOptions(4), (mvau) => {
        const design = designWith(mvau);
        expect(withLegalMvau(design)).toBe(design);
      }),
    );
  });

  it('are what any others become', () => {
    const options = fc
      .tuple(mvauOptions(4), mvauOptions(3), mvauOptions(4))
      .map(([a, b, c]): MvauOptions => ({ ...a, memory: b.memory, ram: c.ram }));
    fc.assert(
      fc.property(options, fc.constantFrom('tfc', 'cnn', '784-8-10'), (mvau, network) => {
        const legal = withLegalMvau(designWith(mvau, network));
        expect(() => checkMvauOptions(stagesOf(topologyOf(network)), legal.mvau)).not.toThrow();
      }),
    );
  });

  it('lose only what the weight memory forbids', () => {
    const { mvau } = withLegalMvau(
      designWith({
        memory: ['embedded', 'decoupled', 'decoupled', 'decoupled'],
        ram: 'block',
        multipliers: 'dsp',
      }),
    );
    expect(mvau.ram).toEqual(['auto', 'block', 'block', 'block']);
    expect(mvau.multipliers).toBe('dsp');
  });
});
