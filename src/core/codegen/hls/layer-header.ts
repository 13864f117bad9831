import type { Integers } from '../../network/integer-network';
import type { Stage } from '../../network/topology';
import type { Quantizer } from '../../quantizers/quantizer';
import type { LayerPlan, Plan } from '../plan';
import { lineRows } from '../plan/line-words';
import { signedBits } from '../plan/words';
import { lineConstants, lineTables } from './line-tables';
import { mapStructs } from './map-structs';
import { banner, counted, wrapped } from './text';
import { thresholdRows } from './threshold-rows';
import { weightWords } from './weight-words';

/** `mvau<k>.h`: shape, folding, widths and constants of one layer. */
export function layerHeader(plan: Plan, layer: LayerPlan, origin: string): string {
  const guard = `BITSCAPE_${layer.name.toUpperCase()}_H`;
  return [
    banner('//', `${layer.name}: ${titleOf(layer)}`, origin),
    `#ifndef ${guard}\n#define ${guard}\n`,
    layer.activation.lines ? '#include "lines.h"\n' : '#include "types.h"\n',
    shapeStruct(plan, layer),
    ...mapStructs(layer),
    weightTable(layer),
    layer.output ? activationTable(layer) : scoreTables(layer),
    '#endif\n',
  ].join('\n');
}

/** "64 neurons of 784 inputs, bipolar weights, 1-bit unsigned inputs." */
export const titleOf = ({ integer: { stage }, weight, input }: LayerPlan): string =>
  `${sizeOf(stage)}, ` +
  `${numberKind(weight.bits, weight.bipolar, true)} weights, ` +
  `${numberKind(input.bits, input.bipolar, input.minCode < 0)} inputs.`;

const sizeOf = ({ kind, units, fanIn, kernel, input }: Stage): string =>
  kind === 'conv'
    ? `convolution with ${counted(units, 'filter')} of ${kernel} x ${kernel} x ${input.channels}`
    : `${counted(units, 'neuron')} of ${fanIn} inputs`;

const numberKind = (bits: number, bipolar: boolean, signed: boolean): string =>
  bipolar ? 'bipolar' : `${bits}-bit ${signed ? 'signed' : 'unsigned'}`;

function shapeStruct(plan: Plan, layer: LayerPlan): string {
  const { integer, folding, weight, input, output, xnor } = layer;
  const { stage, accumulatorLimit } = integer;
  const { pe, simd, mw, mh } = folding;
  const flag = (value: boolean) => (value ? 'true' : 'false');
  return `// Folding: ${pe} PE x ${simd} SIMD, ${mh} x ${mw} matrix${paddingNote(layer)}; ${cyclesNote(layer)}.
// Estimate (${plan.request.estimate.estimator}): ${estimateLine(layer)}.
struct ${layer.struct} {
  static const int FAN_IN = ${stage.fanIn};
  static const int UNITS = ${stage.units};
  static const int PE = ${pe};
  static const int SIMD = ${simd};
  static const int SYNAPSE_FOLDS = ${layer.synapseFolds};  // MW ${mw} / SIMD
  static const int NEURON_FOLDS = ${layer.neuronFolds};  // MH ${mh} / PE
  static const int FOLDS = ${layer.folds};
  static const int VECTORS = ${layer.vectors};  // ${layer.kind === 'conv' ? `pixels of its output, ${stage.output.height} x ${stage.output.width}` : 'per image'}

  static const int WEIGHT_BITS = ${weight.bits};
  static const bool WEIGHT_BIPOLAR = ${flag(weight.bipolar)};
  static const int LANES = ${layer.lanes};  // slices of a weight word of SIMD * WEIGHT_BITS
  static const int LANE_BITS = ${layer.laneBits};

  static const int INPUT_BITS = ${input.bits};
  static const bool INPUT_BIPOLAR = ${flag(input.bipolar)};
  static const bool INPUT_SIGNED = ${flag(input.minCode < 0 && !input.bipolar)};

  static const bool XNOR = ${flag(xnor)};
  static const int PRODUCT_BITS = ${layer.productBits};
  static const int DOT_BITS = ${layer.dotBits};  // sum of SIMD products
  static const int ACC_BITS = ${layer.accumulatorBits};  // |accumulator| <= ${accumulatorLimit}
  static const int ACC_START = ${xnor ? '-FAN_IN' : '0'};

${
  output
    ? activationConstants(layer, output)
    : `  static const int SCALE_BITS = ${scaleBits(layer)};
  static const int BIAS_BITS = ${biasBits(layer)};
  static const int SCORE_BITS = ${plan.scoreBits};
`
}  static const int OUTPUT_BITS = ${layer.outputBits};
};
`;
}

/** Constants of a hidden layer's activation. */
export function activationConstants({ integer, activation }: LayerPlan, output: Quantizer): string {
  if (activation.lines) return lineConstants(activation.lines);
  return `  static const int THRESHOLDS = ${integer.thresholdCount};
  static const int OUTPUT_MIN = ${output.bipolar ? 0 : output.minCode};  // code when no threshold is passed${output.bipolar ? '; the bit 0 is -1' : ''}
`;
}

/** "64 cycles per image". */
export const cyclesNote = ({ kind, folds, vectors }: LayerPlan): string =>
  kind === 'conv'
    ? `${counted(folds, 'cycle')} per output pixel, ${folds * vectors} per image`
    : `${folds} cycles per image`;

/** " (2 rows and 1 column of padding)", or nothing. */
export function paddingNote({ folding: { mw, mh }, integer: { stage } }: LayerPlan): string {
  const rows = mh - stage.units;
  const columns = mw - stage.fanIn;
  const parts = [rows && counted(rows, 'row'), columns && counted(columns, 'column')].filter(Boolean);
  return parts.length ? ` (${parts.join(' and ')} of padding)` : '';
}

/** "120 LUT, FF not modelled, ...". */
export function estimateLine({ estimate }: LayerPlan): string {
  const figure = (name: string, value: number | null) =>
    value === null ? `${name} not modelled` : `${Math.round(value)} ${name}`;
  const { lut, ff, bram18, uram, dsp, cycles } = estimate;
  return [
    figure('LUT', lut),
    figure('FF', ff),
    figure('RAMB18', bram18),
    ...(uram ? [figure('UltraRAM', uram)] : []),
    figure('DSP', dsp),
    figure('cycles', cycles),
  ].join(', ');
}

function weightTable(layer: LayerPlan): string {
  const { name, struct, folding, integer, weight, xnor } = layer;
  const { stage } = integer;
  const padded = folding.mw > stage.fanIn || folding.mh > stage.units;
  const padding = xnor
    ? '// Padding holds the bit 1: the inputs there are the bit 0, which never agrees with it.\n'
    : `// Padding holds ${weight.bipolar ? 'the bit 1, the inputs there are 0' : '0'}: it adds nothing.\n`;
  const bodies = weightWords(layer).map(
    (lanes, pe) => `  {  // PE ${pe}\n${lanes.map(wrappedRow).join(',\n')}}`,
  );
  return `// Weight words, [PE][lane][fold]. Fold nf * SYNAPSE_FOLDS + sf of PE p: neuron nf * PE + p, inputs sf * SIMD
// and on, the first in the least significant bits; ${weight.bipolar ? '0 is -1, 1 is +1' : "two's complement"}.
${layer.kind === 'conv' ? '// The inputs of a window: kernel row, kernel column, channel, the channel fastest.\n' : ''}${padded ? padding : ''}static const rom<${struct}::LANE_BITS>::word
    ${name}_weights[${struct}::PE][${struct}::LANES][${struct}::FOLDS] = {
${bodies.join(',\n')}};
`;
}

function activationTable(layer: LayerPlan): string {
  const { activation, folding, neuronFolds, struct } = layer;
  if (!activation.lines) return thresholdTable(layer);
  const size = `[${struct}::PE][${struct}::NEURON_FOLDS]`;
  const { scales, biases } = lineRows(activation.lines, folding.pe, neuronFolds);
  const braced = (rows: readonly number[][]) =>
    `${size} = {\n${rows.map((row) => `  {${wrapped(row.map(String), '   ').trimStart()}}`).join(',\n')}}`;
  return lineTables(layer, activation.lines, ', [PE][neuron fold]', {
    scales: braced(scales),
    biases: braced(biases),
  });
}

function thresholdTable(layer: LayerPlan): string {
  const { name, struct, integer, accumulatorBits } = layer;
  const limit = integer.accumulatorLimit;
  const bodies = thresholdRows(layer).map((rows, pe) => {
    const lines = rows.map((row) => wrappedRow(row.map(String)));
    return `  {  // PE ${pe}\n${lines.join(',\n')}}`;
  });
  return `// Thresholds, [PE][neuron fold][ascending]: BatchNorm and activation in one. They compare with the sum of
// products, in which a bipolar bit counts as -1 or +1. Range ${-limit} (always) to ${limit + 1} (never).
static const rom<${accumulatorBits}>::number
    ${name}_thresholds[${struct}::PE][${struct}::NEURON_FOLDS][${struct}::THRESHOLDS] = {
${bodies.join(',\n')}};
`;
}

const wrappedRow = (items: string[]): string => {
  const text = wrapped(items, '     ');
  return `    {${text.trimStart()}}`;
};

function scoreTables(layer: LayerPlan): string {
  const { name, struct, integer } = layer;
  const perPe = (values: ArrayLike<number>) =>
    Array.from({ length: layer.folding.pe }, (_, p) =>
      Array.from({ length: layer.neuronFolds }, (_, fold) =>
        String(values[fold * layer.folding.pe + p] ?? 0),
      ),
    )
      .map((row) => `  {${wrapped(row, '   ').trimStart()}}`)
      .join(',\n');
  return `// score = scale * accumulator + bias: the last BatchNorm with one common factor, [PE][neuron fold].
static const rom<${struct}::SCALE_BITS>::number ${name}_scale[${struct}::PE][${struct}::NEURON_FOLDS] = {
${perPe(integer.scale)}};

static const rom<${struct}::BIAS_BITS>::number ${name}_bias[${struct}::PE][${struct}::NEURON_FOLDS] = {
${perPe(integer.bias)}};
`;
}

const bitsOf = (values: Int16Array | Integers): number => {
  const largest = Math.max(...values.map(Math.abs));
  return signedBits(-largest, largest);
};

/** Bits of the last layer's scales and biases. */
export const scaleBits = (layer: LayerPlan): number => bitsOf(layer.integer.scale);
export const biasBits = (layer: LayerPlan): number => bitsOf(layer.integer.bias);
