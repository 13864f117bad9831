import { afterAll, describe, expect, it } from 'vitest';
import { withNarrowScales } from '../network/affine/rounded';
import { csim, csimTools, foldingsOf, removeFolders, unpackedRequest } from './csim/testing';
import { generateExport } from './export';
import type { ExportRequest } from './export-request';
import { planOf } from './plan';
import { denseOf, FOUND, make, pace, simulate, simulateChanged, tested } from './rtl/testing';
import { testRequest } from './testing';
import { unrolledRequest } from './unrolled/testing';

afterAll(removeFolders);

const VECTORS = 40;

/** Negative gammas, padding in both directions, neuron folds. */
const folded = testRequest({
  topology: denseOf('hardtanh', 12, 10, 6),
  bits: [3, 4, 2],
  foldings: foldingsOf('4x10/16x20 2x6 2x5'),
  vectors: VECTORS,
  seed: 3,
});

const unrolled = (w: number, reuse: number): ExportRequest =>
  unrolledRequest({ topology: denseOf('hardtanh', 7, 6, 4), bits: [w, 4, w], reuse, vectors: VECTORS });

const affine = (request: ExportRequest): ExportRequest => ({ ...request, activation: 'affine' });

/** The same with narrow two-hot scales, without multipliers. */
const twoHot = (request: ExportRequest): ExportRequest => ({
  ...request,
  network: withNarrowScales(request.network, { bits: 8, hot: 2 }),
  activation: 'two-hot',
});

const DESIGNS: readonly [string, ExportRequest][] = [
  ['affine, folded with padding', affine(folded)],
  ['two-hot, folded with padding', twoHot(folded)],
  ['two-hot, unrolled, products shared', twoHot(unrolled(3, 3))],
  ['affine, unrolled, XNOR', affine(unrolled(1, 1))],
];

const kinds = (request: ExportRequest) =>
  planOf(request).layers.map(({ activation }) => activation.lines?.kind ?? 'thresholds');

describe('the activation of a design', () => {
  it('is lines in the hidden layers that were asked for and have some', () => {
    expect(kinds(affine(folded))).toEqual(['affine', 'affine', 'thresholds']);
    expect(kinds({ ...folded, activation: ['thresholds', 'affine', 'affine'] })).toEqual([
      'thresholds',
      'affine',
      'thresholds',
    ]);
    expect(kinds(twoHot(folded))).toEqual(['two-hot', 'two-hot', 'thresholds']);
  });

  it('stays thresholds, with the reason in plan, README and manifest, where there is none', () => {
    const asked: ExportRequest = { ...folded, activation: 'two-hot' };
    expect(kinds(asked)).toEqual(['thresholds', 'thresholds', 'thresholds']);
    const reason = planOf(asked).layers[0].activation.reason;
    expect(reason).toMatch(/^mvau0: .* of no scale of 2 powers of two|^mvau0: no shift is common/);
    const text = new Map(generateExport(asked).map(({ path, content }) => [path, String(content)]));
    expect(text.get('README.md')).toContain(`${reason}; it keeps its thresholds.`);
    expect(JSON.parse(text.get('MANIFEST.json') ?? '').hardware.activations[0]).toMatchObject({
      name: 'mvau0',
      activation: 'thresholds',
      reason,
    });
  });

  it('takes the fewest LUTs of the formulas with "auto": lines for many thresholds, none for few', () => {
    const at = (bits: number): ExportRequest => ({
      ...testRequest({
        topology: denseOf('hardtanh', 4, 3),
        bits: [2, bits, 2],
        foldings: foldingsOf('2x4 1x2'),
        vectors: 1,
      }),
      activation: 'auto',
    });
    expect(kinds(at(2))[0]).toBe('thresholds');
    expect(kinds(at(8))[0]).toBe('affine');
  });

  it('is as before without the option, and with "thresholds"', () => {
    const of = (request: ExportRequest) => generateExport(request);
    expect(of({ ...folded, activation: 'thresholds' })).toEqual(of(folded));
    expect(of(folded).filter(({ path }) => /lines|affine|two_hot|clamp|shift_add/.test(path))).toEqual([]);
  });

  it('keeps to 120 columns of printable ASCII in Verilog, one module per file of its name', () => {
    for (const [, request] of DESIGNS)
      for (const { path, content } of generateExport(request)) {
        if (!/^rtl\/.*\.v$/.test(path)) continue;
        const text = String(content);
        for (const line of text.split('\n')) expect(line, path).toMatch(/^(|[\x20-\x7e]{0,119}[\x21-\x7e])$/);
        expect([...text.matchAll(/^module (\w+)/gm)].map(([, name]) => `rtl/${name}.v`)).toEqual([path]);
      }
  });

  it('has no multiplication in the sources of an all-two-hot design, and says so', () => {
    for (const request of [twoHot(folded), twoHot(unrolled(3, 3))]) {
      const files = generateExport(request).map(({ path, content }) => [path, String(content)] as const);
      const data = files.filter(([path]) => /^rtl\/(product|label_select|two_hot|mvau\d.*)\.v$/.test(path));
      expect(data.length).toBeGreaterThan(2);
      // Of nets, not of constants in upper case or numbers.
      for (const [path, text] of data)
        expect(text.replace(/\/\/.*/g, ''), path).not.toMatch(/[a-z_\]] \* [a-z]/);
      expect(new Map(files).get('README.md')).toContain('No multiplier');
    }
  });
});

describe.skipIf(!csimTools())('lines in C simulation', () => {
  it.each([DESIGNS[1], DESIGNS[3]])('equal the integer network: %s', (_, request) => {
    const { status, stdout, stderr } = csim(unpackedRequest(request));
    expect(stderr).toBe('');
    expect(stdout).toContain(`images ${VECTORS} mismatches 0\n`);
    expect(status).toBe(0);
  });
});

describe.skipIf(!tested('lines in Verilog', 'iverilog', 'verilator'))('lines in Verilog', () => {
  it.each(DESIGNS)('equal the integer network under stalls, at its pace, and pass lint: %s', (_, request) => {
    const folder = unpackedRequest(request);
    const { status, stdout } = simulate(folder);
    expect(stdout).toContain(`images ${VECTORS} mismatches 0\n`);
    expect(status).toBe(0);
    const { cycles, estimate } = pace(stdout);
    expect(cycles).toBe(estimate);
    expect(make(folder, 'lint')).toMatchObject({ status: 0, stderr: '' });
  });

  it.each<[string, ExportRequest, string, (text: string) => string]>([
    ['a scale', affine(folded), 'mvau1_lines.v', (s) => s.replace(/(\d+)'d(\d+)/, "$1'd1")],
    ['a bias', affine(folded), 'mvau1_lines.v', (s) => s.replace(/-?(\d+)'sd\d+\}/, "$1'sd0}")],
    [
      'the shift',
      affine(folded),
      'mvau0_lines.v',
      (s) => s.replace(/SHIFT = (\d+)/, (_, n) => `SHIFT = ${n - 1}`),
    ],
    [
      'the sign of a shift',
      twoHot(folded),
      'two_hot.v',
      (s) => s.replace('-shifted : shifted', 'shifted : shifted'),
    ],
    ['a step of a line', twoHot(folded), 'mvau0_lines.v', (s) => s.replace('CYCLES(4)', 'CYCLES(3)')],
    [
      'the stop of a line',
      affine(folded),
      'mvau0_lines.v',
      (s) => s.replace('!codes_valid || codes_ready', "1'b1"),
    ],
    [
      'the highest code',
      affine(folded),
      'clamp.v',
      (s) => s.replace('above > HIGHEST ? HIGHEST : above', 'above'),
    ],
    ['the sign of a product', twoHot(folded), 'product.v', (s) => s.replace('-(number <<', '(number <<')],
    ['an unrolled shift', affine(unrolled(1, 1)), 'mvau1.v', (s) => s.replace(/<<< (\d+)\)/, '<<< 0)')],
  ])('fail when this is changed: %s', (_, request, file, change) => {
    expect(simulateChanged(unpackedRequest(request), file, change)).toEqual(FOUND);
  });
});

describe.skipIf(!tested('DSPs of a two-hot design', 'yosys'))('synthesis of a two-hot design', () => {
  it('takes no DSP where the same with multipliers does', () => {
    const small = testRequest({
      topology: { ...denseOf('hardtanh', 2, 2), input: { height: 1, width: 2, channels: 1 } },
      bits: [8, 3, 8],
      foldings: foldingsOf('1x1 1x1'),
      vectors: 1,
    });
    // Up to where Yosys has put multiplications into DSPs.
    const flags = 'YOSYS_FLAGS=-run begin:coarse';
    const dsps = (request: ExportRequest): number =>
      Number(/DSP (\d+)/.exec(make(unpackedRequest(request), '-s', 'synth-yosys', flags).stdout)?.[1]);
    expect(dsps(affine(small))).toBeGreaterThan(2);
    expect(dsps(twoHot(small))).toBe(0);
  });
});
