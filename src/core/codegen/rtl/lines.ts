import { banner, wrapped } from '../hls/text';
import type { LayerPlan } from '../plan';
import type { LinePlan } from '../plan/activation';
import { lineRows, scaleWordBits } from '../plan/line-words';
import { LINE_STEPS } from './modules/lines';
import { CLOCKED, instance, range, signedLiteral } from './verilog';
import { widthsOf } from './widths';

/** `mvau<k>_lines.v`: the lines of a hidden layer at a neuron fold, PE 0 in the least significant bits. */
export function lineModule(layer: LayerPlan, lines: LinePlan, origin: string): string {
  const { name, folding, neuronFolds, output } = layer;
  const { accumulator, neuronFold } = widthsOf(layer);
  const { kind, affine, biasBits } = lines;
  const scaleBits = scaleWordBits(lines);
  const codeBits = output?.bits ?? 1;
  const levelBits = levelBitsOf(lines, accumulator);
  const { scales, biases } = lineRows(lines, folding.pe, neuronFolds);
  const list = (literals: string[]): string => `{${wrapped(literals.reverse(), '     ').trimStart()}}`;
  const unit = kind === 'affine' ? 'affine' : 'two_hot';
  const parameters =
    'FOLDS, FOLD_BITS, ACC_BITS, SCALE_BITS, BIAS_BITS, SHIFT, LEVEL_BITS, CODE_BITS, LOWEST, HIGHEST';
  const rows = scales.map(
    (words, pe) =>
      `  ${unit} #(${parameters})
  pe${pe} (aclk, advance, neuron_fold,
    sums[${pe * accumulator}+:${accumulator}], codes[${pe * codeBits}+:${codeBits}],
    ${list(words.map((word) => `${scaleBits}'d${word}`))},
    ${list(biases[pe].map((bias) => signedLiteral(bias, biasBits)))});
`,
  );
  return `${banner('//', `Lines of ${name}: BatchNorm and activation in one, as scale, bias and shift.`, origin)}// code = (scale * sum + bias) >> SHIFT: for every sum that can occur the integer network's. Of
// ${neuronFolds > 1 ? `${neuronFolds} neuron folds the last one comes first` : 'one neuron fold'}; neuron = fold * ${folding.pe} + PE.
module ${name}_lines (
  input  wire aclk,
  input  wire aresetn,
  input  wire ${range(neuronFold)} neuron_fold,
  input  wire ${range(folding.pe * accumulator)} sums,
  input  wire sums_valid,
  output wire sums_ready,
  output wire ${range(folding.pe * codeBits)} codes,
  output wire codes_valid,
  input  wire codes_ready
);
  localparam FOLDS = ${neuronFolds};
  localparam FOLD_BITS = ${neuronFold};
  localparam ACC_BITS = ${accumulator};
  localparam SCALE_BITS = ${scaleBits};
  localparam BIAS_BITS = ${biasBits};
  localparam SHIFT = ${affine.shift};
  localparam LEVEL_BITS = ${levelBits};
  localparam CODE_BITS = ${codeBits};
  localparam signed ${range(levelBits)} LOWEST = ${signedLiteral(affine.minCode, levelBits)};
  localparam signed ${range(levelBits)} HIGHEST = ${signedLiteral(affine.maxCode, levelBits)};

  wire advance = !codes_valid || codes_ready;
  assign sums_ready = advance;

${instance(
  'delay_line',
  'control',
  [
    ['BITS', 1],
    ['CYCLES', LINE_STEPS],
  ],
  [...CLOCKED, ['advance', 'advance'], ['now', 'sums_valid'], ['later', 'codes_valid']],
)}
${rows.join('\n')}endmodule
`;
}

/** Bits of a level: those of the total without its fraction, the total being wider than an accumulator. */
export const levelBitsOf = ({ totalBits, affine }: LinePlan, accumulator: number): number =>
  Math.max(totalBits, accumulator + 1) - affine.shift;

/** The instance of a layer's lines. */
export const linesOf = ({ name }: LayerPlan): string =>
  instance(
    `${name}_lines`,
    'lines',
    [],
    [
      ...CLOCKED,
      ['neuron_fold', 'sums_fold'],
      ['sums', 'sums'],
      ['sums_valid', 'sums_valid'],
      ['sums_ready', 'sums_ready'],
      ['codes', 'out_data'],
      ['codes_valid', 'out_valid'],
      ['codes_ready', 'out_ready'],
    ],
  );
