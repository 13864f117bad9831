import { wrapped } from '../../hls/text';
import { signedBits } from '../../plan/words';
import { CLOCKED, indexBits, instance, range, signedLiteral } from '../../rtl/verilog';
import type { Weight } from '../weights';
import { digitsOf, scaledOf } from './digits';
import type { Sums } from './layer';
import type { LayerShape, Neuron } from './layer-shape';
import { adderTree, declared, expression, type Sum, type Term } from './sum';

/** The sums of a layer with reuse factor 1: a product for every weight that is not 0, an adder tree for every neuron. */
export function parallelSums(shape: LayerShape): Sums {
  const { neurons } = shape;
  const built = neurons.filter(({ constant }) => !constant);
  const texts = built.map((neuron) => [neuron, neuronSum(shape, neuron)] as const);
  return { head: `${control(shape)}\n${inputs(shape, built)}`, neurons: new Map(texts) };
}

function control({ sumSteps }: LayerShape): string {
  return `  assign in_ready = advance;

${instance(
  'delay_line',
  'control',
  [
    ['BITS', 1],
    ['CYCLES', sumSteps],
  ],
  [...CLOCKED, ['advance', 'advance'], ['now', 'in_valid'], ['later', 'sums_valid']],
)}`;
}

const neuronSum = (shape: LayerShape, neuron: Neuron): { text: string; sum: Sum } =>
  shape.layer.xnor ? agreements(shape, neuron) : weighted(shape, neuron);

/** Inputs that agree with bipolar weights: those of a weight of -1 are inverted, then the ones are counted. */
function agreements({ layer }: LayerShape, { index, weights, high }: Neuron): { text: string; sum: Sum } {
  const { fanIn } = layer.integer.stage;
  const bits = indexBits(high + 1);
  const inverted = weights.reduce(
    (mask, { input, code }) => (code < 0 ? mask | (1n << BigInt(input)) : mask),
    0n,
  );
  const name = `sum${index}`;
  const text = `  wire ${range(bits)} count${index};
  wire signed ${range(bits + 1)} ${name} = {1'b0, count${index}};
  sum_tree #(${fanIn}, 1, 0, ${bits}) agree${index} (aclk, advance,
    in_data${range(fanIn)} ^ ${fanIn}'h${inverted.toString(16)}, count${index});
`;
  return { text, sum: { name, bits: bits + 1, low: 0, high } };
}

function weighted(shape: LayerShape, { index, weights }: Neuron): { text: string; sum: Sum } {
  const { layer, levels, accumulatorBits, halved } = shape;
  const terms = weights.map((weight) => (halved ? selected(weight) : product(shape, weight)));
  const bits = layer.output || halved ? undefined : accumulatorBits;
  const name = `sum${index}`;
  if (levels === 0) return direct(name, terms[0]);
  const { registers, assignments, sum } = adderTree(name, terms, levels, bits);
  const lines = assignments.map((line) => `      ${wrappedSum(line)}\n`).join('');
  const text = `${declared(registers)}  always @(posedge aclk)\n    if (advance) begin\n${lines}    end\n`;
  return { text, sum };
}

/** A neuron of one weight, without a register. */
function direct(name: string, { sign, text, low, high }: Term): { text: string; sum: Sum } {
  const ends = sign > 0 ? [low, high] : [-high, -low];
  const bits = signedBits(ends[0], ends[1]);
  return {
    text: `  wire signed ${range(bits)} ${name} = ${expression([{ sign, text }])};\n`,
    sum: { name, bits, low: ends[0], high: ends[1] },
  };
}

/** A sum whose terms may take several lines. */
function wrappedSum(line: string): string {
  const words = line.split(/ (?=[+-] )/);
  const lines = [words[0]];
  for (const word of words.slice(1)) {
    const last = lines[lines.length - 1];
    if (last.length + word.length < 100) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`        ${word}`);
  }
  return lines.join('\n');
}

/** A weight on a bipolar input: its magnitude where the input agrees with its sign. */
function selected({ input, code }: Weight): Term {
  const high = Math.abs(code);
  const literal = (value: number) => signedLiteral(value, signedBits(0, high));
  const [one, zero] = code > 0 ? [high, 0] : [0, high];
  return {
    sign: 1,
    text: `(x${input} ? ${literal(one)} : ${literal(zero)})`,
    low: 0,
    high,
    netBits: null,
  };
}

/** A weight on a number: the input, or its product with the weight's odd part, shifted; added or subtracted. */
function product({ layer, multiplies }: LayerShape, { input, code }: Weight): Term {
  const { odd, shift } = scaledOf(Math.abs(code));
  const net = multiplies ? `x${input}_${odd}` : `x${input}`;
  const [low, high] = [layer.input.minCode * Math.abs(code), layer.input.maxCode * Math.abs(code)];
  return {
    sign: code > 0 ? 1 : -1,
    text: shift ? `(${net} <<< ${shift})` : net,
    low,
    high,
    netBits: shift ? null : signedBits(low, high),
  };
}

/** The inputs that a neuron uses, and their products with odd parts of weights, each made once. */
function inputs(shape: LayerShape, built: readonly Neuron[]): string {
  const { layer, multiplies } = shape;
  const { bits, bipolar, minCode } = layer.input;
  if (layer.xnor) return '';
  const used = new Map<number, Set<number>>();
  for (const { weights } of built)
    for (const { input, code } of weights)
      used.set(input, (used.get(input) ?? new Set()).add(scaledOf(Math.abs(code)).odd));
  const byInput = [...used].sort(([a], [b]) => a - b);
  const wires = byInput.map(([input]) => {
    if (bipolar) return `  wire x${input} = in_data[${input}];\n`;
    if (minCode < 0) return `  wire signed ${range(bits)} x${input} = in_data[${input * bits}+:${bits}];\n`;
    return `  wire signed ${range(bits + 1)} x${input} = {1'b0, in_data[${input * bits}+:${bits}]};\n`;
  });
  if (!multiplies) return wires.join('');
  const products = byInput.flatMap(([input, odds]) =>
    [...odds].sort((a, b) => a - b).map((odd) => multiple(shape, input, odd)),
  );
  return `${wires.join('')}
  // x<i>_<m>: input i times m, the odd part of its weights, as shifts and adders.
${declared(products.map(({ sum }) => sum))}  always @(posedge aclk)
    if (advance) begin
${products.map(({ line }) => `      ${line}\n`).join('')}    end
`;
}

function multiple({ layer }: LayerShape, input: number, odd: number): { sum: Sum; line: string } {
  const [low, high] = [layer.input.minCode * odd, layer.input.maxCode * odd];
  const name = `x${input}_${odd}`;
  const terms = digitsOf(odd).map(({ sign, shift }) => ({
    sign,
    text: shift ? `(x${input} <<< ${shift})` : `x${input}`,
  }));
  return {
    sum: { name, bits: signedBits(low, high), low, high },
    line: wrapped([`${name} <= ${expression(terms)};`], ''),
  };
}
