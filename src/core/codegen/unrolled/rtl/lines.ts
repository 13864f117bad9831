import { shiftTermsOf } from '../../../fixed/shift-terms';
import type { LinePlan } from '../../plan/activation';
import { signedBits } from '../../plan/words';
import { bitsLiteral, range, signedLiteral } from '../../rtl/verilog';
import { magnitude } from '../weights';
import type { LayerShape, Neuron } from './layer-shape';
import { adderTree, declared, extended, levelsOf, type Sum, type Term } from './sum';

/** The line of a neuron on its sum: of accumulators, or of counts where accumulator = 2 sum - offset. */
function lineOf({ affine }: LinePlan, { index, weights }: Neuron, halved: boolean) {
  const scale = affine.scale[index];
  const bias = affine.bias[index];
  return halved ? { scale: 2 * scale, bias: bias - scale * magnitude(weights) } : { scale, bias };
}

/** A line as shifts of the sum, added or subtracted, and its bias. */
function termsOf(lines: LinePlan, neuron: Neuron, halved: boolean, name: string): Term[] {
  const { scale, bias } = lineOf(lines, neuron, halved);
  const { low, high } = neuron;
  const shifted = shiftTermsOf(BigInt(scale)).map(
    ({ sign, shift }): Term => ({
      sign,
      text: `(${name} <<< ${shift})`,
      low: low * 2 ** shift,
      high: high * 2 ** shift,
      netBits: null,
    }),
  );
  const size = Math.abs(bias);
  const offset: Term = {
    sign: bias < 0 ? -1 : 1,
    text: signedLiteral(size, signedBits(0, size)),
    low: size,
    high: size,
    netBits: null,
  };
  return size > 0 || shifted.length === 0 ? [...shifted, offset] : shifted;
}

/** Levels of the adder tree of a layer's longest line. */
export const lineLevels = (lines: LinePlan, built: readonly Neuron[], halved: boolean): number =>
  Math.max(1, ...built.map((neuron) => levelsOf(termsOf(lines, neuron, halved, '').length)));

/** The code of a neuron in Verilog: its line as shifts and adds, then its limits. */
export function lineText(
  { layer, halved, lineLevels: levels }: LayerShape,
  lines: LinePlan,
  neuron: Neuron,
  sum: Sum | undefined,
): string {
  const { index, always } = neuron;
  const bits = layer.output?.bits ?? 1;
  const { shift, minCode, maxCode } = lines.affine;
  const place = `out_data[${index * bits}+:${bits}]`;
  if (!sum) return `  assign ${place} = ${bitsLiteral(minCode + always, bits)};\n`;
  const name = `line${index}`;
  const tree = adderTree(name, termsOf(lines, neuron, halved, sum.name), levels);
  const assignments = tree.assignments.map((line) => `      ${line.replace(/ (?=[+-] )/g, '\n        ')}\n`);
  const levelBits = Math.max(tree.sum.bits - shift, bits + 1);
  const wide = extended(name, tree.sum.bits, shift + levelBits);
  return `${declared(tree.registers)}  always @(posedge aclk)
    if (advance) begin
${assignments.join('')}    end
  wire ${range(shift + levelBits)} total${index} = ${wide};
${shift > 0 ? `  wire unused${index} = &{1'b0, total${index}[${shift - 1}:0]};\n` : ''}  clamp #(${levelBits}, ${bits}, ${signedLiteral(minCode, levelBits)}, ${signedLiteral(maxCode, levelBits)})
    code${index} (aclk, advance, total${index}[${shift}+:${levelBits}], ${place});
`;
}
