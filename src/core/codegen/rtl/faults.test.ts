import { afterAll, describe, expect, it } from 'vitest';
import { foldingsOf, removeFolders, unpacked } from '../csim/testing';
import type { TestExport } from '../testing';
import { denseOf, FOUND, SIGNED_MAPS, SMALL_MAPS, simulate, simulateChanged, tested } from './testing';

afterAll(removeFolders);

/** Every unit is in it: an XNOR-free chain with joining and splitting adapters, neuron folds, thresholds. */
const design: TestExport = {
  topology: denseOf('hardtanh', 12, 10, 6),
  bits: [3, 3, 2],
  foldings: foldingsOf('4x10 2x6 2x5'),
  vectors: 40,
};

const xnor: TestExport = { ...design, bits: [1, 1, 1], foldings: foldingsOf('4x8/12x24 5x4 3x2') };

/** The first convolution has whole windows, the second one words of windows; the pool drops a row and a column. */
const maps: TestExport = {
  topology: SMALL_MAPS,
  bits: [2, 3, 4],
  foldings: foldingsOf('4x6 1x4 1x3'),
  seed: 22,
  vectors: 20,
};

const signed: TestExport = {
  topology: SIGNED_MAPS,
  bits: [3, 3, 4],
  foldings: foldingsOf('4x9 3x4 2x4 2x2 3x2'),
  seed: 37,
  vectors: 20,
};

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
  ['the next row of a window', maps, 'sliding_window.v', to('ROW - SPAN + 1', 'ROW - SPAN')],
  ['the first window of a row', maps, 'sliding_window.v', to('TO_ROW = SPAN', 'TO_ROW = FOLDS')],
  ['the first window of an image', maps, 'sliding_window.v', to('TO_IMAGE = REACH', 'TO_IMAGE = SPAN')],
  ['the end of the ring', maps, 'sliding_window.v', to('LAST_PLACE = RING - 1', 'LAST_PLACE = RING - 2')],
  ['a word that is not there yet', maps, 'sliding_window.v', to('there = offset < held', "there = 1'b1")],
  [
    'the end of a full ring',
    maps,
    'sliding_window.v',
    to('in_ready = held != LAST_PLACE', "in_ready = 1'b1"),
  ],
  ['the stop of full windows', maps, 'sliding_window.v', to('!out_valid || out_ready', "1'b1")],
  ['the reset of windows', maps, 'sliding_window.v', to('offset <= 0;\n', '\n')],
  ['what the memory shows in a stall', maps, 'line_memory.v', to('if (get) get_word', 'get_word')],
  ['the pixel above', maps, 'whole_windows.v', to('.get_place(column)', '.get_place(column_before)')],
  ['the order in a whole window', maps, 'whole_windows.v', to('x*SIDE+y*BITS', 'y*SIDE+x*BITS')],
  ['the first whole window', maps, 'whole_windows.v', to('row >= FIRST_ROW && ', '')],
  ['the stop of full whole windows', maps, 'whole_windows.v', to('!out_valid || out_ready', "1'b1")],
  ['the reset of whole windows', maps, 'whole_windows.v', to('column <= 0;\n', '\n')],
  ['where a cell begins', maps, 'max_pool.v', to('x == 0 ? in_data :', "1'b0 ? in_data :")],
  ['the rows above a cell', maps, 'max_pool.v', to('first_row <= y == 0', "first_row <= 1'b1")],
  ['the end of a cell', maps, 'max_pool.v', to('last_x && last_y', 'last_x')],
  ['the columns beyond all cells', maps, 'max_pool.v', to('last_column || last_x', 'last_x')],
  ['the rows beyond all cells', maps, 'max_pool.v', to('last_row || last_y', 'last_y')],
  ['the place of a cell', maps, 'max_pool.v', to('if (last_x) place <=', 'place <=')],
  ['the stop of a full pool', maps, 'max_pool.v', to('!out_valid || out_ready', "1'b1")],
  ['the reset of a pool', maps, 'max_pool.v', to('row <= 0;\n', '\n')],
  ['the sign of pooled codes', signed, 'bitscape_top.v', to('.SIGNED(1)', '.SIGNED(0)')],
];

function withoutStep(source: string): string {
  return source.replace('.now(step)', '.now(now)');
}

describe.skipIf(!tested('faults of the Verilog', 'iverilog'))(
  'simulation of the Verilog',
  {
    timeout: 120_000,
  },
  () => {
    it.each(FAULTS)('fails when this is changed: %s', (_, options, file, change) => {
      expect(simulateChanged(unpacked(options), file, change)).toEqual(FOUND);
    });

    it.each(Object.entries({ design, xnor, maps, signed }))('passes when nothing is: %s', (_, options) => {
      const { status, stdout } = simulate(unpacked(options));
      expect(stdout).toContain(`images ${options.vectors} mismatches 0\n`);
      expect(status).toBe(0);
    });
  },
);
