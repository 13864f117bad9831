import { wrapped } from '../../hls/text';
import { signedBits } from '../../plan/words';
import { bitsLiteral, CLOCKED, indexBits, instance, range } from '../../rtl/verilog';
import type { Sums } from './layer';
import { type LayerShape, type Neuron, phaseBits } from './layer-shape';
import type { Sum } from './sum';

/** The sums of a layer with a reuse factor above 1: multipliers that take their weights phase by phase. */
export function sharedSums(shape: LayerShape): Sums {
  const { neurons } = shape;
  const built = neurons.filter(({ constant }) => !constant);
  const texts = built.map((neuron) => [neuron, neuronSum(shape, neuron)] as const);
  return { head: `${control(shape)}\n${inputs(shape, built)}`, neurons: new Map(texts) };
}

/** A vector is kept for REUSE phases; with the last one the next vector comes in. */
function control(shape: LayerShape): string {
  const { layer, reuse, sumSteps } = shape;
  const { weight, input, integer, productBits, xnor } = layer;
  const bits = phaseBits(shape);
  const constants = [
    ['REUSE', reuse],
    ['PHASE_BITS', bits],
    ['WEIGHT_BITS', weight.bits],
    ['INPUT_BITS', input.bits],
    ['WEIGHT_BIPOLAR', Number(weight.bipolar)],
    ['INPUT_BIPOLAR', Number(input.bipolar)],
    ['INPUT_SIGNED', Number(input.minCode < 0 && !input.bipolar)],
    ['PRODUCT_BITS', xnor ? 1 : productBits],
  ];
  return `${constants.map(([name, value]) => `  localparam ${name} = ${value};\n`).join('')}
  // A vector is kept for REUSE phases; with the last one the next vector comes in.
  reg ${range(integer.stage.fanIn * input.bits)} vector;
  reg [PHASE_BITS-1:0] phase;
  reg busy;
  wire last_phase = phase == ${bitsLiteral(reuse - 1, bits)};
  wire free = !busy || last_phase;
  wire unused_inputs = &{1'b0, vector};

  assign in_ready = advance && free;

  always @(posedge aclk) begin
    if (!aresetn) begin
      busy <= 0;
      phase <= 0;
    end else if (advance) begin
      if (free) busy <= in_valid;
      phase <= free ? 0 : phase + 1'b1;
    end
  end

  always @(posedge aclk) begin
    if (advance && free) vector <= in_data${range(integer.stage.fanIn * input.bits)};
  end

  // What goes along with the products: the choice of a pair, the product, their sum.
  wire first;  // products of a first phase: sums restart
  wire complete;
  wire there;

${instance(
  'delay_line',
  'control',
  [
    ['BITS', 3],
    ['CYCLES', sumSteps - 2],
  ],
  [
    ...CLOCKED,
    ['advance', 'advance'],
    ['now', '{phase == 0, busy && last_phase, busy}'],
    ['later', '{first, complete, there}'],
  ],
)}
${instance(
  'delay_line',
  'accumulated',
  [
    ['BITS', 1],
    ['CYCLES', 1],
  ],
  [...CLOCKED, ['advance', 'advance'], ['now', 'complete'], ['later', 'sums_valid']],
)}`;
}

function inputs({ layer }: LayerShape, built: readonly Neuron[]): string {
  const { bits } = layer.input;
  const used = new Set(built.flatMap(({ weights }) => weights.map(({ input }) => input)));
  return [...used]
    .sort((a, b) => a - b)
    .map((input) => `  wire ${range(bits)} x${input} = vector[${input * bits}+:${bits}];\n`)
    .join('');
}

function neuronSum(shape: LayerShape, neuron: Neuron): { text: string; sum: Sum } {
  const { layer, lanes, accumulatorBits } = shape;
  const { xnor, productBits, output } = layer;
  const { index, low, high } = neuron;
  const termBits = xnor ? 1 : productBits;
  const own = xnor ? indexBits(high + 1) : Math.max(signedBits(low, high), productBits);
  const bits = output || xnor ? own : accumulatorBits;
  const multipliers = Math.ceil(neuron.weights.length / shape.reuse);
  const rows = Array.from({ length: multipliers }, (_, k) => multiplier(shape, neuron, k, termBits));
  const rest = lanes - multipliers;
  const zeros =
    rest > 0 ? `  assign terms${index}[${multipliers * termBits}+:${rest * termBits}] = 0;\n` : '';
  const net = xnor ? `count${index}` : `sum${index}`;
  const text = `  wire ${range(lanes * termBits)} terms${index};
  wire ${range(bits)} dot${index};
  reg ${xnor ? '' : 'signed '}${range(bits)} ${net};
${rows.join('')}${zeros}  sum_tree #(${lanes}, ${termBits}, ${xnor ? 0 : 1}, ${bits}) tree${index} (aclk, advance, terms${index}, dot${index});
  always @(posedge aclk) if (advance && there) ${net} <= (first ? ${bits}'d0 : ${net}) + dot${index};
${xnor ? `  wire signed ${range(bits + 1)} sum${index} = {1'b0, ${net}};\n` : ''}`;
  return { text, sum: { name: `sum${index}`, bits: xnor ? bits + 1 : bits, low, high } };
}

/** Multiplier k of a neuron: a pair of input and weight for each phase, the last phase first; 0 where there is none. */
function multiplier(shape: LayerShape, { index, weights }: Neuron, k: number, termBits: number): string {
  const { reuse, layer } = shape;
  const { weight, input, xnor } = layer;
  const pairs = Array.from({ length: reuse }, (_, phase) => weights[k * reuse + phase]).reverse();
  const values = pairs.map((pair) => (pair ? `x${pair.input}` : `${input.bits}'d0`));
  // A bipolar weight without an input is 1, so that it never agrees with the input 0.
  const missing = Number(xnor);
  const codes = pairs.map((pair) => {
    const code = pair ? (weight.bipolar ? (pair.code + 1) >> 1 : pair.code) : missing;
    return bitsLiteral(code, weight.bits);
  });
  const list = (items: string[]) => `{${wrapped(items, '     ').trimStart()}}`;
  const parameters = PARAMETERS.join(', ');
  return `  shared_product #(${parameters})
    n${index}_${k} (aclk, advance, phase, terms${index}[${k * termBits}+:${termBits}],
    ${list(values)},
    ${list(codes)});
`;
}

const PARAMETERS = [
  'REUSE',
  'WEIGHT_BITS',
  'INPUT_BITS',
  'WEIGHT_BIPOLAR',
  'INPUT_BIPOLAR',
  'INPUT_SIGNED',
  'PRODUCT_BITS',
];
