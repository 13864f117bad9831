import { describe, expect, it } from 'vitest';
import { withNarrowScales } from '../../network/affine/rounded';
import { mlp } from '../../network/presets';
import type { Topology } from '../../network/topology';
import { generateExport } from '../export';
import { testRequest } from '../testing';
import { unrolledRequest } from '../unrolled/testing';

const sourcesOf = (request: Parameters<typeof generateExport>[0]) =>
  new Map(
    generateExport(request)
      .filter(({ path }) => /^hls\/\w+\.(h|cpp)$/.test(path))
      .map(({ path, content }) => [path, String(content)]),
  );

const small = sourcesOf(
  testRequest({
    topology: mlp('784-12-18-10', [12, 18]),
    bits: [3, 2, 1],
    foldings: [
      [4, 112],
      [6, 6, 18, 18],
      [5, 9],
    ],
    vectors: 1,
  }),
);

/** Two convolutions, one with windows word by word and one with whole windows, and a max-pool. */
const maps = sourcesOf(
  testRequest({
    topology: {
      name: 'maps',
      input: { height: 9, width: 8, channels: 2 },
      layers: [
        { kind: 'conv', filters: 4, kernel: 3 },
        { kind: 'maxpool', size: 2 },
        { kind: 'conv', filters: 4, kernel: 2 },
        { kind: 'dense', units: 3 },
      ],
      activation: 'relu',
    },
    bits: [3, 8, 8],
    foldings: [
      [4, 18],
      [1, 4],
      [1, 8],
    ],
    vectors: 1,
  }),
);

/** The unrolled style, with a product for every weight and with shared ones. */
const unrolled = [1, 4].map((reuse) =>
  sourcesOf(unrolledRequest({ topology: mlp('784-5-10', [5]), bits: [3, 2, 1], reuse, vectors: 1 })),
);

/** With lines instead of thresholds, and without multipliers, in both styles. */
const lines = (['affine', 'two-hot'] as const).flatMap((activation) =>
  [
    testRequest({
      topology: mlp('784-12-18-10', [12, 18]),
      bits: [8, 8, 1],
      foldings: [
        [4, 112],
        [6, 6, 18, 18],
        [5, 9],
      ],
      vectors: 1,
    }),
    unrolledRequest({ topology: mlp('784-5-10', [5]), bits: [3, 8, 1], reuse: 4, vectors: 1 }),
  ].map((request) => {
    const network = withNarrowScales(request.network, { bits: 10, hot: 2 });
    return sourcesOf({ ...request, network, activation });
  }),
);

const EASY = [
  [1, 1],
  [1, 1],
] as const;

/** Pragmas as AMD's UG902 (Vivado HLS) and UG1399 (Vitis HLS) write them; `(?<name>)` must be declared there. */
const PRAGMAS = [
  /^DATAFLOW$/,
  /^INLINE( off)?$/,
  /^UNROLL$/,
  /^PIPELINE II=1( rewind)?$/,
  /^INTERFACE axis port=(?<name>\w+)$/,
  /^INTERFACE ap_ctrl_none port=return$/,
  /^ARRAY_PARTITION variable=(?<name>\w+) complete dim=[0-3]$/,
  /^ARRAY_RESHAPE variable=(?<name>\w+) complete dim=[0-3]$/,
  /^DEPENDENCE variable=(?<name>\w+) inter false$/,
  /^STREAM variable=(?<name>\w+) depth=\d+$/,
];

describe('generated C++', () => {
  it('uses known pragmas only, on names that exist', () => {
    const forms = new Set<RegExp>();
    let count = 0;
    const all = [small, maps, ...unrolled, ...lines];
    for (const source of all.flatMap((sources) => [...sources.values()])) {
      for (const [, text] of source.matchAll(/^\s*#\s*pragma\s+(.*)$/gm)) {
        count++;
        expect(text).toMatch(/^HLS /);
        const form = PRAGMAS.find((known) => known.test(text.slice(4)));
        expect(form, text).toBeDefined();
        if (form) forms.add(form);
        const name = form?.exec(text.slice(4))?.groups?.name;
        if (name) expect(source).toMatch(new RegExp(`[&\\s]${name}(\\[|\\(|[,)])`));
      }
    }
    expect(count).toBeGreaterThan(80);
    expect([...forms].sort()).toEqual([...PRAGMAS].sort());
  });

  it('keeps to 110 columns of printable ASCII, without trailing blanks', () => {
    for (const [path, source] of [small, maps, ...unrolled, ...lines].flatMap((all) => [...all])) {
      for (const line of source.split('\n')) {
        expect(line, path).toMatch(/^[\x20-\x7e]{0,110}$/);
        expect(line, path).not.toMatch(/ $/);
      }
    }
  });

  it('writes weights compactly: under 0.4 characters per bit', () => {
    const topology = mlp('784-64-10', [64]);
    const foldings = [
      [8, 49],
      [5, 8],
    ] as const;
    const header = sourcesOf(testRequest({ topology, bits: [8, 1, 1], foldings, vectors: 1 })).get(
      'hls/mvau0.h',
    );
    expect(header?.length).toBeLessThan(64 * 784 * 8 * 0.4);
  });

  it('keeps a network name from leaving its comment', () => {
    const request = testRequest({
      topology: mlp('784-4-10', [4]),
      bits: [2, 2, 1],
      foldings: EASY,
      vectors: 1,
    });
    const topology = { ...request.network.topology, name: 'a\n#error "b"\n' };
    for (const source of sourcesOf({ ...request, network: { ...request.network, topology } }).values()) {
      expect(source).not.toMatch(/^#error/m);
    }
  });

  it('is the reviewed text for a small network', async () => {
    const topology: Topology = {
      name: 'tiny',
      input: { height: 2, width: 3, channels: 1 },
      layers: [
        { kind: 'dense', units: 3 },
        { kind: 'dense', units: 4 },
      ],
      activation: 'hardtanh',
    };
    const foldings = [
      [2, 3, 4, 6],
      [1, 2, 4, 4],
    ] as const;
    const tiny = sourcesOf(testRequest({ topology, bits: [2, 2, 2], foldings, vectors: 1 }));
    await expect(tiny.get('hls/mvau0.h')).toMatchFileSnapshot('tiny.golden.mvau0.h');
    await expect(tiny.get('hls/mvau1.h')).toMatchFileSnapshot('tiny.golden.mvau1.h');
    await expect(tiny.get('hls/bitscape_top.cpp')).toMatchFileSnapshot('tiny.golden.top.cpp');
  });
});
