import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { foldingsOf, removeFolders, unpacked } from '../csim/testing';
import type { TestExport } from '../testing';
import { denseOf, simulate, tested } from './testing';

afterAll(removeFolders);

/** Every unit is in it: an XNOR-free chain with joining and splitting adapters, neuron folds, thresholds. */
const design: TestExport = {
  topology: denseOf('hardtanh', 12, 10, 6),
  bits: [3, 3, 2],
  foldings: foldingsOf('4x10 2x6 2x5'),
  vectors: 40,
};

const xnor: TestExport = { ...design, bits: [1, 1, 1], foldings: foldingsOf('4x8/12x24 5x4 3x2') };

type Change = (source: string) => string;

const to =
  (from: string | RegExp, now: string): Change =>
  (source) =>
    source.replace(from, now);

const flipDigit: Change = (source) =>
  source.replace(
    /\n(\w)(\w*)\n/,
    (_, digit, rest) => `\n${(15 - Number.parseInt(digit, 16)).toString(16)}${rest}\n`,
  );

const farThreshold: Change = (source) =>
  source.replace(/(-?)(\d+)'sd\d+/, (_, sign, bits) =>
    sign ? `${bits}'sd${2 ** (bits - 1) - 1}` : `-${bits}'sd${2 ** (bits - 1) - 1}`,
  );

const REGISTER = /always @\(posedge aclk\) begin\s+if \(advance\) (\w+) <= ([^;]+);\s+end/g;
const withoutRegister: Change = (source) => source.replace(REGISTER, 'always @* $1 = $2;');

const FAULTS: [string, TestExport, string, Change][] = [
  ['a weight of the first layer', design, 'mvau0_weights.hex', flipDigit],
  ['a weight of the last layer', design, 'mvau2_weights.hex', flipDigit],
  ['a weight of an XNOR layer', xnor, 'mvau1_weights.hex', flipDigit],
  ['a threshold', design, 'mvau1_thresholds.v', farThreshold],
  ['a bias', design, 'bitscape_top.v', to(/(BIASES\(\{\s+)-?(\d+)'sd\d+/, "$1$2'sd1")],
  ['the width of sums of products', design, 'mvau0.v', to(/DOT_BITS\(\d+\)/, 'DOT_BITS(5)')],
  ['where XNOR accumulators start', xnor, 'mvau0.v', to(/ACC_START\([^)]+\)/, 'ACC_START(0)')],
  ['the lowest code', design, 'mvau0.v', to(/OUTPUT_MIN\([^)]+\)/, 'OUTPUT_MIN(0)')],
  ['an expected class', design, '../golden/classes.txt', (s) => `${(Number(s[0]) + 1) % 6}${s.slice(1)}`],
  ['the register of the weight memory', design, 'weight_rom.v', withoutRegister],
  ['a register of the adder tree', design, 'sum_group.v', withoutRegister],
  ['the register of a product', design, 'product.v', withoutRegister],
  ['the register of thresholds', design, 'threshold.v', withoutRegister],
  ['a step of what goes along with data', design, 'delay_line.v', withoutStep],
  ['the inputs that are kept', design, 'mvau.v', to('is_fresh ? fresh : word', 'fresh')],
  ['the stop of a full layer', design, 'mvau.v', to('advance = !sums_valid || sums_ready', "advance = 1'b1")],
  ['the stop of a full activation', design, 'activation.v', to('!codes_valid || codes_ready', "1'b1")],
  ['the stop of a full choice', design, 'label_select.v', to('!class_valid || class_ready', "1'b1")],
  ['the end of a full FIFO', design, 'fifo.v', to('put_ready = count != FULL', "put_ready = 1'b1")],
  ['the reset of a FIFO', design, 'fifo.v', to('tail <= 0;', '')],
  ['the reset of the folds', design, 'mvau.v', to('synapse_fold <= 0;\n', '\n')],
  ['the place of a joined word', design, 'width_adapter.v', to('word[part*BITS+:BITS]', 'word[0+:BITS]')],
  ['the rest of a split word', design, 'width_adapter.v', to('part == 0 ? entering : word', 'entering')],
  ['what is beyond the image', xnor, 'axi_input.v', to('is_pixel && !ended', '!ended')],
  ['the packet of a class', design, 'axi_output.v', to('m_axis_tlast = ends_data', "m_axis_tlast = 1'b1")],
];

function withoutStep(source: string): string {
  return source.replace('.now(step)', '.now(now)');
}

describe.skipIf(!tested('faults of the Verilog', 'iverilog'))('simulation of the Verilog', () => {
  it.each(FAULTS)('fails when this is changed: %s', (_, options, file, change) => {
    const folder = unpacked(options);
    const path = join(folder, 'rtl', file);
    const before = readFileSync(path, 'utf8');
    const after = change(before);
    expect(after).not.toBe(before);
    writeFileSync(path, after);
    const { status, stdout, stderr } = simulate(folder);
    expect(stderr).not.toContain('syntax error');
    expect(stdout).toMatch(/^(FAIL: [1-9]|ERROR: no class)/m);
    expect(status).not.toBe(0);
  });

  it.each(Object.entries({ design, xnor }))('passes when nothing is: %s', (_, options) => {
    const { status, stdout } = simulate(unpacked(options));
    expect(stdout).toContain('images 40 mismatches 0\n');
    expect(status).toBe(0);
  });
});
