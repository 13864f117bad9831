import { nonZeroWeights } from '../../../compress/prune';
import { activationConstants, biasBits, estimateLine, scaleBits, titleOf } from '../../hls/layer-header';
import { lineTables } from '../../hls/line-tables';
import { banner, wrapped } from '../../hls/text';
import type { LayerPlan, Plan } from '../../plan';
import { lineRows } from '../../plan/line-words';
import { thresholdRow } from '../thresholds';
import { reuseFactorOf } from '../weights';

/** `mvau<k>.h` of the unrolled style: shape, widths and constants of one layer. */
export function layerHeader(plan: Plan, layer: LayerPlan, origin: string): string {
  const guard = `BITSCAPE_${layer.name.toUpperCase()}_H`;
  return [
    banner('//', `${layer.name}: ${titleOf(layer)}`, origin),
    `#ifndef ${guard}\n#define ${guard}\n`,
    layer.activation.lines ? '#include "lines.h"\n' : '#include "types.h"\n',
    shapeStruct(plan, layer),
    weightTable(layer),
    layer.output ? activationTable(layer) : scoreTables(layer),
    '#endif\n',
  ].join('\n');
}

/** Inputs of a neuron that are multiplied at once. */
const lanesOf = (layer: LayerPlan): number => Math.ceil(layer.integer.stage.fanIn / reuseFactorOf(layer));

/** "Unrolled with reuse factor 4: 160 of 512 weights are not 0." */
export function unrolledNote(layer: LayerPlan): string {
  const [{ nonZero, weights }] = nonZeroWeights({ stages: [layer.integer] });
  return `Unrolled with reuse factor ${reuseFactorOf(layer)}: ${nonZero} of ${weights} weights are not 0.`;
}

function shapeStruct(plan: Plan, layer: LayerPlan): string {
  const { integer, weight, input, output, xnor } = layer;
  const { stage, accumulatorLimit } = integer;
  const flag = (value: boolean) => (value ? 'true' : 'false');
  return `// ${unrolledNote(layer)}
// Estimate (${plan.request.estimate.estimator}): ${estimateLine(layer)}.
struct ${layer.struct} {
  static const int FAN_IN = ${stage.fanIn};
  static const int UNITS = ${stage.units};
  static const int REUSE = ${reuseFactorOf(layer)};  // cycles per image
  static const int LANES = ${lanesOf(layer)};  // inputs of a neuron at once

  static const int NUMBER_BITS = ${numberBits(layer)};  // of a weight${weight.bipolar ? ', -1 or 1' : ''}
  static const int INPUT_BITS = ${input.bits};
  static const bool INPUT_BIPOLAR = ${flag(input.bipolar)};
  static const bool INPUT_SIGNED = ${flag(input.minCode < 0 && !input.bipolar)};

  static const bool XNOR = ${flag(xnor)};
  static const int PRODUCT_BITS = ${layer.productBits};
  static const int ACC_BITS = ${layer.accumulatorBits};  // |accumulator| <= ${accumulatorLimit}
  static const int ACC_START = ${xnor ? '-FAN_IN' : '0'};

${
  output
    ? activationConstants(layer, output)
    : `  static const int PE = UNITS;  // label_select takes all classes at once
  static const int NEURON_FOLDS = 1;
  static const int SCALE_BITS = ${scaleBits(layer)};
  static const int BIAS_BITS = ${biasBits(layer)};
  static const int SCORE_BITS = ${plan.scoreBits};
`
}  static const int OUTPUT_BITS = ${layer.outputBits};
};
`;
}

/** Bits of a weight as a signed number: a bipolar one has two. */
const numberBits = ({ weight }: LayerPlan): number => Math.max(2, weight.bits);

function weightTable(layer: LayerPlan): string {
  const { name, struct, integer } = layer;
  const { weights, stage } = integer;
  const reuse = reuseFactorOf(layer);
  const { units, fanIn } = stage;
  const head = `static const rom<${struct}::NUMBER_BITS>::number`;
  if (reuse === 1) {
    const rows = table(units, (n) => table(fanIn, (i) => weights[n * fanIn + i]));
    return `// Weights, [neuron][input].
${head} ${name}_weights[${struct}::UNITS][${struct}::FAN_IN] = {
${braced(rows)}};
`;
  }
  const lanes = lanesOf(layer);
  const rows = table(reuse, (phase) =>
    table(units * lanes, (at) => {
      const input = (at % lanes) * reuse + phase;
      return input < fanIn ? weights[Math.floor(at / lanes) * fanIn + input] : 0;
    }),
  );
  return `// Weights, [phase][neuron * LANES + lane]: of input lane * REUSE + phase, 0 beyond the last one.
${head}
    ${name}_weights[${struct}::REUSE][${struct}::UNITS * ${struct}::LANES] = {
${braced(rows)}};
`;
}

function activationTable(layer: LayerPlan): string {
  const { integer, struct, activation } = layer;
  if (!activation.lines) return thresholdTable(layer);
  const { scales, biases } = lineRows(activation.lines, integer.stage.units, 1);
  const list = (rows: readonly number[][]) =>
    `[${struct}::UNITS] = {\n${wrapped(rows.flat().map(String), '  ')}}`;
  return lineTables(layer, activation.lines, ', [neuron]', { scales: list(scales), biases: list(biases) });
}

function thresholdTable(layer: LayerPlan): string {
  const { name, struct, integer, accumulatorBits } = layer;
  const { accumulatorLimit: limit, stage } = integer;
  const rows = table(stage.units, (n) => thresholdRow(integer, n));
  return `// Thresholds, [neuron][ascending]: BatchNorm and activation in one. They compare with the sum of products, in
// which a bipolar bit counts as -1 or +1. Range ${-limit} (always) to ${limit + 1} (never).
static const rom<${accumulatorBits}>::number ${name}_thresholds[${struct}::UNITS][${struct}::THRESHOLDS] = {
${braced(rows)}};
`;
}

function scoreTables({ name, struct, integer }: LayerPlan): string {
  const { scale, bias } = integer;
  return `// score = scale * accumulator + bias: the last BatchNorm with one common factor, [neuron][0].
static const rom<${struct}::SCALE_BITS>::number ${name}_scale[${struct}::PE][${struct}::NEURON_FOLDS] = {
${wrapped(
  Array.from(scale, (value) => `{${value}}`),
  '  ',
)}};

static const rom<${struct}::BIAS_BITS>::number ${name}_bias[${struct}::PE][${struct}::NEURON_FOLDS] = {
${wrapped(
  Array.from(bias, (value) => `{${value}}`),
  '  ',
)}};
`;
}

const table = <T>(length: number, entry: (index: number) => T): T[] =>
  Array.from({ length }, (_, index) => entry(index));

const braced = (rows: readonly (readonly number[])[]): string =>
  rows.map((row) => `  {${wrapped(row.map(String), '   ').trimStart()}}`).join(',\n');
