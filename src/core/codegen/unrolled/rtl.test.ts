import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { classCount } from '../../network/topology';
import { removeFolders, unpackedRequest } from '../csim/testing';
import { planOf } from '../plan';
import { denseOf, FOUND, make, pace, simulate, simulateChanged, tested } from '../rtl/testing';
import { type UnrolledTest, unrolledRequest } from './testing';

afterAll(removeFolders);

const tanh = denseOf('hardtanh', 7, 6, 4);
const relu = denseOf('relu', 6, 8, 4);
/** For 8-bit activations: 128 thresholds per neuron. */
const few = denseOf('hardtanh', 4, 3);

/** Several (W, A), input widths, reuse factors and shares of zeros, all with negative gammas. */
const EXPORTS: Record<string, UnrolledTest> = {
  'W1A1 (XNOR), an image per cycle': { topology: tanh, bits: [1, 1, 1] },
  'W1A1 (XNOR), reuse 3': { topology: tanh, bits: [1, 1, 1], reuse: 3 },
  'W1A8, 8-bit input': { topology: few, bits: [1, 8, 8] },
  'W1A3, reuse 2': { topology: tanh, bits: [1, 3, 2], reuse: 2 },
  'W8A1, 8-bit input': { topology: tanh, bits: [8, 1, 8] },
  'W8A1, reuse 4, sparse': { topology: tanh, bits: [8, 1, 8], reuse: 4, zeros: 0.6 },
  'W8A8, half of it 0': { topology: few, bits: [8, 8, 8], zeros: 0.5 },
  'W8A8, reuse 4': { topology: few, bits: [8, 8, 8], reuse: 4 },
  'W3A3, an image per cycle': { topology: tanh, bits: [3, 3, 3] },
  'W3A3, reuse beyond the inputs': { topology: tanh, bits: [3, 3, 1], reuse: 25 },
  'ReLU W4A2, resource strategy': {
    topology: relu,
    bits: [4, 2, 8],
    reuse: 4,
    strategy: 'resource',
  },
  'ReLU W2A5, nearly empty': { topology: relu, bits: [2, 5, 3], zeros: 0.9 },
  'ReLU W2A5, nearly empty, reuse 2': { topology: relu, bits: [2, 5, 3], zeros: 0.9, reuse: 2 },
  '90 inputs of 5 bits, 8 beats of 12': {
    topology: { ...denseOf('hardtanh', 4, 3), input: { height: 9, width: 10, channels: 1 } },
    bits: [2, 2, 5],
  },
  'one layer (XNOR)': { topology: denseOf('hardtanh', 7), bits: [1, 1, 1] },
};

const requestOf = (name: string, vectors: number) => unrolledRequest({ ...EXPORTS[name], vectors });

describe.skipIf(!tested('the unrolled Verilog', 'iverilog'))('simulation of the unrolled Verilog', () => {
  it.each(Object.keys(EXPORTS))('equals the integer network under stalls, at its pace: %s', (name) => {
    const request = requestOf(name, 16);
    const { status, stdout, stderr } = simulate(unpackedRequest(request));
    expect(stderr).toBe('');
    expect(stdout).toContain('images 16 mismatches 0\n');
    expect(stdout).toContain(`scores compared ${16 * classCount(EXPORTS[name].topology)}\n`);
    expect(status).toBe(0);
    const plan = planOf(request);
    const { reuse = 1 } = EXPORTS[name];
    expect(request.estimate.ii).toBe(reuse);
    expect(pace(stdout)).toEqual({ cycles: Math.max(plan.input.words, reuse), estimate: reuse });
  });

  it('takes an image per cycle for as long as they come', () => {
    const folder = unpackedRequest(requestOf('W3A3, an image per cycle', 80));
    const bench = join(folder, 'rtl/tb.v');
    const text = readFileSync(bench, 'utf8').replace(/PACE_IMAGES = \d+/, 'PACE_IMAGES = 80');
    writeFileSync(bench, text);
    expect(pace(simulate(folder).stdout).cycles).toBe(1);
    const top = join(folder, 'rtl/bitscape_top.v');
    writeFileSync(top, readFileSync(top, 'utf8').replace(/DEPTH\(\d+\)(?=\n {2}\) ends_fifo)/, 'DEPTH(8)'));
    const { stdout } = simulate(folder);
    expect(stdout).toContain('images 80 mismatches 0\n');
    expect(pace(stdout).cycles).toBeGreaterThan(1);
  });

  it('equals it under other stalls and without any', () => {
    for (const name of ['W3A3, an image per cycle', 'W8A1, reuse 4, sparse']) {
      const folder = unpackedRequest(requestOf(name, 40));
      for (const seed of [0, 2]) {
        expect(simulate(folder, `SEED=${seed}`).stdout).toContain('images 40 mismatches 0\n');
      }
    }
  });
});

type Change = (source: string) => string;

const to =
  (from: string | RegExp, now: string): Change =>
  (source) =>
    source.replace(from, now);

const otherBits: Change = (source) =>
  source.replace(
    /(\^ \d+'h\w*)(\w)/,
    (_, head, digit) => head + (3 ^ Number.parseInt(digit, 16)).toString(16),
  );

const CYCLE = 'W3A3, an image per cycle';
const HALF = 'W8A8, half of it 0';
const XNOR = 'W1A1 (XNOR), an image per cycle';
const SHARED = 'W8A8, reuse 4';
const SHARED_XNOR = 'W1A1 (XNOR), reuse 3';

const FAULTS: [string, string, string, Change][] = [
  ['a weight', CYCLE, 'mvau1.v', to(/(sum\d.* <= .*<<< )1\)/, '$12)')],
  ['a product', HALF, 'mvau0.v', to(/(x\d+_\d+ <= \(x\d+ <<< \d\)) -/, '$1 +')],
  ['the sign of a weight', CYCLE, 'mvau2.v', to(/(sum\d+_1_0 <= \S+) \+/, '$1 -')],
  ['a bipolar weight', XNOR, 'mvau2.v', otherBits],
  ['a shared weight', SHARED, 'mvau1.v', to(/\{8'h\w+, 8'h\w+/, "{8'h7f, 8'h80")],
  ['which input a multiplier takes', SHARED, 'mvau1.v', to(/\{x3, x2,/, '{x2, x3,')],
  ['a threshold', CYCLE, 'mvau0.v', to(/(\{|, )-?(\d+)'sd\d+\}/, "$1$2'sd0}")],
  ['a threshold that is always reached', CYCLE, 'mvau0.v', to("{1'b1}}", "{1'b0}}")],
  ['the width of a sum', HALF, 'mvau1.v', to(/reg signed \[1\d:0\] (?=sum)/, 'reg signed [8:0] ')],
  ['where a count starts', 'one layer (XNOR)', 'mvau0.v', to(/(<<< 1\) - \d+'sd)20/, '$118')],
  ['the register of thresholds', CYCLE, 'threshold_row.v', to('@(posedge aclk)', '@*')],
  ['a step of what goes along', CYCLE, 'delay_line.v', to('.now(step)', '.now(now)')],
  ['the stop of a layer', CYCLE, 'mvau1.v', to('if (advance) begin', 'begin')],
  ['the stop of the last layer', CYCLE, 'mvau2.v', to('!out_valid || out_ready', "1'b1")],
  ['the stop of a layer that shares', SHARED_XNOR, 'mvau2.v', to('advance && there', 'there')],
  ['when a vector comes in', SHARED_XNOR, 'mvau1.v', to('free = !busy || last_phase', "free = 1'b1")],
  ['the reset of the phase', SHARED_XNOR, 'mvau1.v', to('busy <= 0;\n', '\n')],
  ['the start of sums', SHARED_XNOR, 'mvau0.v', to('phase == 0,', "1'b0,")],
];

describe.skipIf(!tested('faults of the unrolled Verilog', 'iverilog'))(
  'simulation of the unrolled Verilog',
  () => {
    it.each(FAULTS)('fails when this is changed: %s', (_, name, file, change) => {
      const folder = unpackedRequest(requestOf(name, name.startsWith('W8') ? 20 : 100));
      expect(simulateChanged(folder, file, change)).toEqual(FOUND);
    });
  },
);

describe.skipIf(!tested('lint of the unrolled Verilog', 'verilator'))('lint of the unrolled Verilog', () => {
  it.each(Object.keys(EXPORTS))('passes: %s', (name) => {
    const { status, stderr } = make(unpackedRequest(requestOf(name, 1)), 'lint');
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it('finds a sum that is wider than its register', () => {
    const folder = unpackedRequest(requestOf('W8A8, half of it 0', 1));
    const path = join(folder, 'rtl/mvau0.v');
    const narrow = readFileSync(path, 'utf8').replace(/reg signed \[1\d:0\] (?=sum)/, 'reg signed [8:0] ');
    writeFileSync(path, narrow);
    const { status, stderr } = make(folder, 'lint');
    expect(stderr).toContain('%Warning-WIDTH');
    expect(status).not.toBe(0);
  });
});
