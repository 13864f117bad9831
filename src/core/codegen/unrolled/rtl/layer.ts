import { estimateLine, titleOf } from '../../hls/layer-header';
import { banner, wrapped } from '../../hls/text';
import type { Plan } from '../../plan';
import { bitsLiteral, CLOCKED, instance, range, signedLiteral } from '../../rtl/verilog';
import { unrolledNote } from '../hls/layer-header';
import { magnitude } from '../weights';
import type { LayerShape, Neuron } from './layer-shape';
import { lineText } from './lines';
import { parallelSums } from './parallel';
import { sharedSums } from './shared';
import { extended, type Sum } from './sum';

/** The sums of a layer in Verilog: what comes before those of the neurons, and the text and net of each neuron's. */
export interface Sums {
  head: string;
  neurons: ReadonlyMap<Neuron, { text: string; sum: Sum }>;
}

/** `mvau<k>.v` of the unrolled style: one layer; `inputBits` is the width of its input port. */
export function layerModule(plan: Plan, shape: LayerShape, inputBits: number, origin: string): string {
  const { layer } = shape;
  const { stage } = layer.integer;
  const outputBits = layer.output ? layer.output.bits : shape.accumulatorBits;
  const sums = shape.reuse === 1 ? parallelSums(shape) : sharedSums(shape);
  const parts = [
    sums.head,
    ...shape.neurons.map((neuron) => neuronText(shape, neuron, sums)),
    layer.output && !layer.activation.lines ? activation(shape) : outputRegister(shape),
  ].filter(Boolean);
  return `${banner('//', `${layer.name}: ${titleOf(layer)}`, origin)}// ${unrolledNote(layer)}
// Estimate (${plan.request.estimate.estimator}): ${estimateLine(layer)}.
module ${layer.name} (
  input  wire aclk,
  input  wire aresetn,
  input  wire ${range(inputBits)} in_data,
  input  wire in_valid,
  output wire in_ready,
  output wire ${range(stage.units * outputBits)} out_data,
  output wire out_valid,
  input  wire out_ready
);
  // All registers stand still while a vector waits for the unit behind.
  wire advance;
  wire sums_valid;
${layer.output && !layer.activation.lines ? `  wire ${range(stage.units * layer.integer.thresholdCount)} reached;\n` : ''}  wire unused = &{1'b0, in_data};

${parts.join('\n')}endmodule
`;
}

function neuronText(shape: LayerShape, neuron: Neuron, sums: Sums): string {
  const built = sums.neurons.get(neuron);
  const text = built ? built.text : '';
  const rest = outputText(shape, neuron, built?.sum);
  return `  // Neuron ${neuron.index}: ${neuronNote(neuron)}\n${text}${rest}`;
}

function outputText(shape: LayerShape, neuron: Neuron, sum: Sum | undefined): string {
  const { output, activation } = shape.layer;
  if (!output) return resultText(shape, neuron, sum);
  return activation.lines ? lineText(shape, activation.lines, neuron, sum) : levelsText(shape, neuron, sum);
}

function neuronNote(neuron: Neuron): string {
  const { length } = neuron.weights;
  const weights = `${length} ${length === 1 ? 'weight that is' : 'weights that are'} not 0`;
  return neuron.constant ? `${weights}; its output is always the same.` : `${weights}.`;
}

/** Which thresholds a neuron reaches: those between its extremes are compared. */
function levelsText({ layer }: LayerShape, neuron: Neuron, sum: Sum | undefined): string {
  const { always, never, thresholds, index } = neuron;
  const low = index * layer.integer.thresholdCount;
  const part = (from: number, count: number) => `reached[${low + from}+:${count}]`;
  const constants = [
    ...(always ? [`  assign ${part(0, always)} = {${always}{1'b1}};\n`] : []),
    ...(never ? [`  assign ${part(always + thresholds.length, never)} = {${never}{1'b0}};\n`] : []),
  ];
  if (!sum) return constants.join('');
  const literals = thresholds.map((t) => signedLiteral(t, sum.bits)).reverse();
  const head =
    `  threshold_row #(${thresholds.length}, ${sum.bits}) levels${index} (aclk, advance, ${sum.name}, ` +
    `${part(always, thresholds.length)},\n    {`;
  return `${head}${wrapped(literals, '     ').trimStart()}});\n${constants.join('')}`;
}

/** The accumulator that leaves the last layer. */
function resultText({ halved, accumulatorBits }: LayerShape, neuron: Neuron, sum: Sum | undefined): string {
  const { index, weights } = neuron;
  const place = `out_data[${index * accumulatorBits}+:${accumulatorBits}]`;
  if (!sum) return `  assign ${place} = {${accumulatorBits}{1'b0}};\n`;
  if (!halved) return `  assign ${place} = ${extended(sum.name, sum.bits, accumulatorBits)};\n`;
  const offset = signedLiteral(magnitude(weights), accumulatorBits);
  return `  reg signed ${range(accumulatorBits)} result${index};
  always @(posedge aclk) if (advance) result${index} <= (${sum.name} <<< 1) - ${offset};
  assign ${place} = result${index};
`;
}

function activation({ layer }: LayerShape): string {
  const { integer, output } = layer;
  const lowest = output && !output.bipolar ? output.minCode : 0;
  const bits = output?.bits ?? 1;
  return `  wire sums_ready;\n\n${instance(
    'activation',
    'counter',
    [
      ['PE', integer.stage.units],
      ['THRESHOLDS', integer.thresholdCount],
      ['OUTPUT_BITS', bits],
      ['OUTPUT_MIN', bitsLiteral(lowest, bits)],
    ],
    [
      ...CLOCKED,
      ['sums_valid', 'sums_valid'],
      ['sums_ready', 'sums_ready'],
      ['advance', 'advance'],
      ['reached', 'reached'],
      ['codes', 'out_data'],
      ['codes_valid', 'out_valid'],
      ['codes_ready', 'out_ready'],
    ],
  )}  wire unused_ready = &{1'b0, sums_ready};\n`;
}

const outputRegister = ({ afterSum }: LayerShape): string =>
  `  assign advance = !out_valid || out_ready;\n\n${instance(
    'delay_line',
    'result',
    [
      ['BITS', 1],
      ['CYCLES', afterSum],
    ],
    [...CLOCKED, ['advance', 'advance'], ['now', 'sums_valid'], ['later', 'out_valid']],
  )}`;
