import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newStep } from '../compress/step-values';
import { pipelines } from '../compress/testing';
import { DEVICES } from '../hardware/devices';
import { ESTIMATORS, estimatorFor } from '../hardware/estimators';
import { divisorsOf } from '../hardware/folding';
import { MVAU_OPTION_DEFAULTS } from '../hardware/mvau-options';
import { mvauOptions } from '../hardware/testing';
import { STRATEGIES } from '../hardware/unrolled/options';
import { topologyOf } from '../network/presets';
import { stagesOf } from '../network/topology';
import { ALL_BITS } from '../precision';
import { DESIGN_DEFAULTS, type Design } from './design';
import { FIELDS } from './fields';
import { cellLink, formatLink, parseLink } from './link';
import { designUnrolled } from './unrolled-choice';

const bits = fc.integer({ min: 1, max: 8 });
const range = fc.subarray([...ALL_BITS], { minLength: 1 });
const cell = fc.record({ weightBits: bits, activationBits: bits });
const units = fc.integer({ min: 1, max: 4096 });

const count = fc.integer({ min: 1, max: 1e8 });
/** Texts of a person, commas and signs of any script among them. */
const line = (maxLength: number) =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength })
    .filter((text) => text.trim() !== '' && text.length <= maxLength && !/[\p{Cc}\p{Cs}]/u.test(text));
const ownDevices = fc.record({
  id: fc.stringMatching(/^mine[a-z0-9-]{0,20}$/),
  part: fc.constantFrom('xc7z014sclg400-1', 'xck24-ubva530-2LV-c', 'xcvc1802-viva1596-1LHP-i-S'),
  family: line(40),
  boards: fc.array(line(60), { maxLength: 8 }),
  lut: count,
  ff: count,
  bram18: count,
  uram: count,
  dsp: count,
  source: line(200),
});

const plainDesigns = fc.record({
  network: fc.oneof(
    fc.constantFrom('tfc', 'sfc', 'lfc', 'cnn'),
    fc.array(units, { minLength: 1, maxLength: 8 }).map((hidden) => ['784', ...hidden, '10'].join('-')),
  ),
  inputBits: fc.option(bits, { nil: null }),
  data: fc.constantFrom('synthetic', 'mnist'),
  seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  epochs: fc.integer({ min: 1, max: 1000 }),
  loss: fc.constantFrom('cross-entropy', 'squared-hinge'),
  start: fc.constantFrom('scratch', 'shared'),
  weights: range,
  activations: range,
  sparsity: fc.integer({ min: 0, max: 9500 }).map((n) => n / 10_000),
  estimator: fc.constantFrom(...Object.keys(ESTIMATORS)),
  reuseFactor: fc.integer({ min: 1, max: 2 ** 24 }),
  strategy: fc.constantFrom(...STRATEGIES),
  device: fc.constantFrom(...Object.keys(DEVICES)),
  ownDevice: fc.option(ownDevices, { nil: null }),
  folding: fc.constantFrom('rule', 'fit'),
  mvau: fc.constant(MVAU_OPTION_DEFAULTS),
  targetFps: fc.double({ min: 1, max: 1e9, noNaN: true }),
  clockMhz: fc.double({ min: 1, max: 2000, noNaN: true }),
  pipeline: pipelines,
  selected: cell,
  pins: fc.uniqueArray(cell, { maxLength: 3, selector: (c) => 10 * c.weightBits + c.activationBits }),
  metric: fc.constantFrom('accuracy', 'error', 'lut', 'ff', 'bram18', 'dsp', 'cycles', 'fps'),
  scatterAxis: fc.constantFrom('lut', 'ff', 'bram18', 'dsp', 'cycles'),
  tolerance: fc.option(
    fc.integer({ min: 0, max: 10_000 }).map((n) => n / 100),
    { nil: null },
  ),
  drawer: fc.constantFrom('closed', 'code', 'table', 'log'),
  view: fc.constantFrom('grid', 'compress'),
});

/** Every design at a folding that is not by hand, with any options of its MVAUs. */
const unfoldedDesigns = plainDesigns.chain(
  (design): fc.Arbitrary<Design> =>
    mvauOptions(stagesOf(topologyOf(design.network)).length).map((mvau) => ({ ...design, mvau })),
);

/** Every design, some folded by hand: a legal stop for each side of each layer. */
const designs: fc.Arbitrary<Design> = unfoldedDesigns.chain((design): fc.Arbitrary<Design> => {
  const topology = topologyOf(design.network);
  const unrolled = designUnrolled(design, topology);
  const { defaultFolding, reuse } = estimatorFor(design.estimator, topology, { unrolled }).estimator;
  if (reuse) return fc.constant(design);
  const precision = { weightBits: 1, activationBits: 1, inputBits: 1 };
  const { targetFps, clockMhz } = design;
  const { part } = DEVICES[design.device];
  const own = defaultFolding({ topology, precision, targetFps, clockMhz, part });
  const layers = own.map(({ mw, mh }) =>
    fc.tuple(fc.constantFrom(...divisorsOf(mh)), fc.constantFrom(...divisorsOf(mw))),
  );
  const byHand = fc.tuple(...layers).map((folding) => ({ ...design, folding }));
  return fc.oneof(fc.constant(design), byHand);
});

describe('share link', () => {
  it('reads back every design, and has only characters that need no escape', () => {
    fc.assert(
      fc.property(designs, (design) => {
        const link = formatLink(design);
        expect(link).toMatch(/^[A-Za-z0-9=&,._~-]+$/);
        expect(parseLink(`#${link}`)).toEqual({ design, problems: [] });
        expect(parseLink(`https://example.org/bitscape/#${link}`).design).toEqual(design);
      }),
    );
  });

  it('never throws, whatever the text, and gives a design that a link can carry', () => {
    const text = fc.oneof(
      fc.string(),
      fc
        .array(fc.tuple(fc.constantFrom('v', '__proto__', ...FIELDS.map((f) => f.key)), fc.string()))
        .map((pairs) => pairs.map(([key, value]) => `${key}=${value}`).join('&')),
    );
    fc.assert(
      fc.property(text, (link) => {
        const { design } = parseLink(link);
        expect(parseLink(formatLink(design))).toEqual({ design, problems: [] });
      }),
    );
  });

  it('holds only what differs from the defaults', () => {
    expect(formatLink(DESIGN_DEFAULTS)).toBe('v=1');
    const design = { ...DESIGN_DEFAULTS, network: 'sfc', weights: [1, 2, 3, 4], activations: [1, 3, 8] };
    expect(formatLink(design)).toBe('v=1&n=sfc&wr=1-4&ar=1,3,8');
  });

  it('is the default design, without complaint, when it is empty', () => {
    for (const empty of ['', '#', 'https://example.org/', 'v=1']) {
      expect(parseLink(empty)).toEqual({ design: DESIGN_DEFAULTS, problems: [] });
    }
  });

  it('of a cell leaves the view and the grid out', () => {
    const looked: Design = {
      ...DESIGN_DEFAULTS,
      network: 'sfc',
      inputBits: 1,
      weights: [1],
      pins: [],
      metric: 'lut',
    };
    expect(cellLink(looked)).toBe('#v=1&n=sfc');
    const pipeline = [{ name: 'a', wanted: null, steps: [newStep('train')] }];
    expect(cellLink({ ...looked, inputBits: 2, drawer: 'code', view: 'compress', pipeline })).toBe(
      '#v=1&n=sfc&i=2',
    );
  });

  it('reads links that a messenger has escaped', () => {
    expect(parseLink('#v=1&ar=1%2C3%2C8').design.activations).toEqual([1, 3, 8]);
  });
});

describe('links that cannot be read in full', () => {
  const problemsOf = (link: string) => parseLink(link).problems.join('\n');

  it('name the key, the value, what is legal and what is used instead', () => {
    const { design, problems } = parseLink('v=1&e=0&n=sfc');
    expect(design).toEqual({ ...DESIGN_DEFAULTS, network: 'sfc' });
    expect(problems).toEqual(['e=0: training epochs must be an integer from 1 to 1000; 5 is used.']);
  });

  it.each(FIELDS.map((field) => field.key))('name a bad value of "%s"', (key) => {
    expect(parseLink(`v=1&${key}=%E0`).design).toEqual(DESIGN_DEFAULTS);
    expect(problemsOf(`v=1&${key}=%E0`)).toContain(`${key}=%E0: `);
  });

  it.each([
    'mine,xc7z014sclg400-1,40600,81200,214,0,170,Zynq-7000',
    'mine,xc7z014sclg400-1,40600,81200,214,,170,Zynq-7000,DS190',
    'mine,xc7z014sclg400-1,-1,81200,214,0,170,Zynq-7000,DS190',
    'mine,virtex,40600,81200,214,0,170,Zynq-7000,DS190',
    'mine,xc7z014sclg400-1,40600,81200,214,0,170,Zynq-7000,~E0',
    'xc7z020,xc7z014sclg400-1,40600,81200,214,0,170,Zynq-7000,DS190',
  ])('fall back to the device of the table where one of your own is broken: %s', (text) => {
    const { design, problems } = parseLink(`v=1&f=zu3eg&fd=${text}`);
    expect(design).toEqual({ ...DESIGN_DEFAULTS, device: 'zu3eg' });
    expect(problems).toEqual([
      expect.stringMatching(/^fd=.*FPGA of your own must be id,part,.*none is used/),
    ]);
  });

  it('say what is wrong with a pipeline, and go on without one', () => {
    const { design, problems } = parseLink('v=1&n=sfc&c=1,a-tr-pr_z.2');
    expect(design).toEqual({ ...DESIGN_DEFAULTS, network: 'sfc' });
    expect(problems).toEqual([
      expect.stringMatching(
        /^c=1,a-tr-pr_z\.2: ways to compress .*steps\[1\]\.amount is 2; it should be .* none is used/,
      ),
    ]);
  });

  it('refuse PE and SIMD of an unrolled network', () => {
    const { design, problems } = parseLink('v=1&n=784-5-10&h=unrolled&fold=5x784,10x5');
    expect(design.folding).toBe('rule');
    expect(problems[0]).toContain('fold=5x784,10x5');
    expect(parseLink('v=1&n=784-5-10&h=finn&fold=5x784,10x5').problems).toEqual([]);
  });

  it('name unknown keys, and keys given twice', () => {
    expect(problemsOf('v=1&zz=1')).toContain('"zz" is no key');
    expect(parseLink('v=1&s=1&s=2').design.seed).toBe(1);
    expect(problemsOf('v=1&s=1&s=2')).toContain('"s" is given twice');
  });

  it('of a newer version say so and still give what can be read', () => {
    const { design, problems } = parseLink('v=2&n=lfc&new=1');
    expect(design.network).toBe('lfc');
    expect(problems[0]).toContain('version 2, newer than this Bitscape (version 1)');
  });

  it('without a version, or with a bad one, are read as version 1', () => {
    expect(parseLink('n=lfc').design.network).toBe('lfc');
    expect(problemsOf('n=lfc')).toContain('no version');
    expect(problemsOf('v=x')).toContain('v=x: the version must be');
  });
});

describe('old links', () => {
  const UNROLLED: Partial<Design> = {
    network: '784-5-10',
    estimator: 'unrolled',
    reuseFactor: 4,
    strategy: 'resource',
  };
  const OWN: Partial<Design> = {
    device: 'zu3eg',
    ownDevice: {
      id: 'mine',
      part: 'xc7z014sclg400-1',
      family: 'Zynq-7000',
      boards: ['My board'],
      lut: 40600,
      ff: 81200,
      bram18: 214,
      uram: 0,
      dsp: 170,
      source: 'AMD DS190, p. 3',
    },
  };
  const COMPRESSED: Partial<Design> = {
    network: 'cnn',
    view: 'compress',
    pipeline: [
      {
        name: 'Paper 001',
        wanted: 0.965,
        steps: [
          { kind: 'train', epochs: 10, batchSize: 500, learningRate: 0.003 },
          {
            kind: 'ptq',
            weights: { bits: 4, scheme: 'symmetric', granularity: 'tensor', calibration: 'min-max' },
            activations: { bits: 8, scheme: 'asymmetric', calibration: 'min-max', ranges: 'static' },
            images: 500,
            percentile: 99.99,
          },
          {
            kind: 'map',
            estimator: 'finn',
            device: 'xc7z020',
            targetFps: 10000,
            clockMhz: 100,
            reuseFactor: 1,
            strategy: 'latency',
          },
        ],
      },
      {
        name: 'dense',
        wanted: null,
        steps: [{ kind: 'train', epochs: 5, batchSize: 100, learningRate: 0.003 }],
      },
    ],
  };
  const golden: [link: string, meaning: Partial<Design>][] = [
    ['v=1', {}],
    [
      'v=1&n=sfc&w=1&a=8&d=mnist&e=20',
      { network: 'sfc', data: 'mnist', epochs: 20, selected: { weightBits: 1, activationBits: 8 } },
    ],
    [
      'v=1&n=784-128-64-10&i=8&s=7&l=squared-hinge',
      { network: '784-128-64-10', inputBits: 8, seed: 7, loss: 'squared-hinge' },
    ],
    ['v=1&wr=1-4&ar=1,3,8', { weights: [1, 2, 3, 4], activations: [1, 3, 8] }],
    [
      'v=1&h=lfc-hls&f=zu3eg&fps=2500.5&mhz=200',
      { estimator: 'lfc-hls', device: 'zu3eg', targetFps: 2500.5, clockMhz: 200 },
    ],
    ['v=1&p=none&m=bram18&x=ff&o=code', { pins: [], metric: 'bram18', scatterAxis: 'ff', drawer: 'code' }],
    [
      'v=1&n=sfc&th=half&thm=distributed&mem=decoupled.decoupled.embedded.external&ram=block.ultra.auto.auto&mul=dsp&act=affine',
      {
        network: 'sfc',
        mvau: {
          thresholds: 'half',
          thresholdMemory: 'distributed',
          memory: ['decoupled', 'decoupled', 'embedded', 'external'],
          ram: ['block', 'ultra', 'auto', 'auto'],
          multipliers: 'dsp',
          activation: 'affine',
        },
      },
    ],
    ['v=1&n=784-5-10&h=unrolled&rf=4&st=resource', UNROLLED],
    ['v=1&f=zu3eg&fd=mine,xc7z014sclg400-1,40600,81200,214,0,170,Zynq-7000,AMD_DS190~2C_p._3,My_board', OWN],
    ['v=1&n=cnn&c=1,Paper_001-to.0.965-tr_e.10_b.500-p_w.4_as.asymmetric-m,dense-tr&vw=compress', COMPRESSED],
    ['v=1&n=jets&sp=0.75&tol=0.5', { network: 'jets', sparsity: 0.75, tolerance: 0.5 }],
    ['v=1&p=w2a3', { pins: [{ weightBits: 2, activationBits: 3 }] }],
  ];

  it.each(golden)('of version 1 keep their meaning: %s', (link, meaning) => {
    expect(parseLink(link)).toEqual({ design: { ...V1_DEFAULTS, ...meaning }, problems: [] });
  });
});

/** A copy on purpose: a change of the defaults of version 1 must fail here. */
const V1_DEFAULTS: Design = {
  network: 'tfc',
  inputBits: null,
  data: 'synthetic',
  seed: 42,
  epochs: 5,
  loss: 'cross-entropy',
  start: 'scratch',
  sparsity: 0,
  weights: [1, 2, 3, 4, 5, 6, 7, 8],
  activations: [1, 2, 3, 4, 5, 6, 7, 8],
  estimator: 'finn',
  reuseFactor: 1,
  strategy: 'latency',
  device: 'xc7z020',
  ownDevice: null,
  folding: 'rule',
  mvau: {
    thresholds: 'quantizer',
    thresholdMemory: 'auto',
    memory: 'decoupled',
    ram: 'auto',
    multipliers: 'lut',
    activation: 'thresholds',
  },
  targetFps: 10000,
  clockMhz: 100,
  pipeline: [],
  selected: { weightBits: 3, activationBits: 3 },
  pins: [
    { weightBits: 1, activationBits: 1 },
    { weightBits: 8, activationBits: 8 },
  ],
  metric: 'accuracy',
  scatterAxis: 'lut',
  tolerance: null,
  drawer: 'closed',
  view: 'grid',
};
