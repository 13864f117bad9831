import { banner, CODE_WIDTH, wrapped } from '../hls/text';
import { thresholdRows } from '../hls/threshold-rows';
import type { LayerPlan } from '../plan';
import { range, signedLiteral } from './verilog';
import { widthsOf } from './widths';

/** `mvau<k>_thresholds.v`: the thresholds of a hidden layer at a neuron fold, PE 0 and the lowest one first. */
export function thresholdModule(layer: LayerPlan, origin: string): string {
  const { name, folding, integer, neuronFolds } = layer;
  const { accumulator, neuronFold } = widthsOf(layer);
  const { thresholdCount, accumulatorLimit } = integer;
  const rows = thresholdRows(layer).map((byFold, pe) => {
    const lines = Array.from({ length: thresholdCount }, (_, t) =>
      threshold(
        layer,
        pe,
        t,
        byFold.map((row) => row[t]),
      ),
    );
    return `  // PE ${pe}\n${lines.join('')}`;
  });
  return `${banner('//', `Thresholds of ${name}: BatchNorm and activation in one.`, origin)}// They compare with the sum of products, in which a bipolar bit counts as -1 or +1. Range ${-accumulatorLimit} (always) to
// ${accumulatorLimit + 1} (never). Of ${neuronFolds > 1 ? `${neuronFolds} neuron folds the last one comes first` : 'one neuron fold'}; neuron = fold * ${folding.pe} + PE.
module ${name}_thresholds (
  input  wire aclk,
  input  wire advance,
  input  wire ${range(neuronFold)} neuron_fold,
  input  wire ${range(folding.pe * accumulator)} sums,
  output wire ${range(folding.pe * thresholdCount)} reached
);
${rows.join('\n')}endmodule
`;
}

/** An instance for threshold `t` of a PE: ports by position, for a table that can be read. */
function threshold(layer: LayerPlan, pe: number, t: number, byFold: readonly number[]): string {
  const { integer, neuronFolds } = layer;
  const { accumulator, neuronFold } = widthsOf(layer);
  const entries = byFold.map((value) => signedLiteral(value, accumulator)).reverse();
  const head =
    `  threshold #(${neuronFolds}, ${accumulator}, ${neuronFold}) pe${pe}_t${t} (aclk, advance, neuron_fold, ` +
    `sums[${pe * accumulator}+:${accumulator}], reached[${pe * integer.thresholdCount + t}],`;
  const list = `{${wrapped(entries, '      ').trimStart()}}`;
  const short = `${head} ${list});\n`;
  return short.length <= CODE_WIDTH ? short : `${head}\n    ${list});\n`;
}
