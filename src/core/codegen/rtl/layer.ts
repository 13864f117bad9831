import { cyclesNote, estimateLine, paddingNote, titleOf } from '../hls/layer-header';
import { banner } from '../hls/text';
import type { LayerPlan, Plan } from '../plan';
import { linesOf } from './lines';
import type { RamStyle } from './ram-style';
import { bitsLiteral, CLOCKED, type Connections, instance, range, streamPorts } from './verilog';
import { weightBanks, weightWordBits } from './weights';
import { type RtlWidths, widthsOf } from './widths';

/** `mvau<k>.v`: one layer: its weights, the matrix-vector unit and, but for the last layer, thresholds. */
export function layerModule(plan: Plan, layer: LayerPlan, style: RamStyle, origin: string): string {
  const { name, folding, input, output, estimate } = layer;
  const { pe, simd, mw, mh } = folding;
  const widths = widthsOf(layer);
  const parts = [
    ...weightMemories(layer, style, widths),
    matrix(layer, widths),
    ...(output
      ? [layer.activation.lines ? linesOf(layer) : thresholds(layer, widths)]
      : [
          `  assign out_data = sums;\n  assign out_valid = sums_valid;\n  assign sums_ready = out_ready;\n  wire unused = &{1'b0, sums_fold};\n`,
        ]),
  ];
  return `${banner('//', `${name}: ${titleOf(layer)}`, origin)}// Folding: ${pe} PE x ${simd} SIMD, ${mh} x ${mw} matrix${paddingNote(layer)}; ${cyclesNote(layer)}.
// Estimate (${plan.request.estimate.estimator}): ${estimateLine({ ...layer, estimate })}.
module ${name} (
  input  wire aclk,
  input  wire aresetn,
  input  wire ${range(simd * input.bits)} in_data,
  input  wire in_valid,
  output wire in_ready,
  output wire ${range(pe * widths.output)} out_data,
  output wire out_valid,
  input  wire out_ready
);
  wire advance;
  wire ${range(widths.fold)} fold;
  wire ${range(weightWordBits(layer))} weights;
  wire ${range(pe * widths.accumulator)} sums;  // |sum| <= ${layer.integer.accumulatorLimit}
  wire ${range(widths.neuronFold)} sums_fold;
  wire sums_valid;
  wire sums_ready;

${parts.join('\n')}endmodule
`;
}

const weightMemories = (layer: LayerPlan, style: RamStyle, widths: RtlWidths): string[] =>
  weightBanks(layer).map(({ file, low, bits }) =>
    instance(
      'weight_rom',
      file.replace('.hex', ''),
      [
        ['BITS', bits],
        ['DEPTH', layer.folds],
        ['INDEX_BITS', widths.fold],
        ['FILE', `"${file}"`],
        ['STYLE', `"${style}"`],
      ],
      [
        ['aclk', 'aclk'],
        ['advance', 'advance'],
        ['index', 'fold'],
        ['word', `weights[${low}+:${bits}]`],
      ],
    ),
  );

function matrix(layer: LayerPlan, widths: RtlWidths): string {
  const { folding, weight, input, xnor, integer } = layer;
  const flag = (value: boolean): number => (value ? 1 : 0);
  const parameters: Connections = [
    ['PE', folding.pe],
    ['SIMD', folding.simd],
    ['SYNAPSE_FOLDS', layer.synapseFolds],
    ['NEURON_FOLDS', layer.neuronFolds],
    ['FOLD_BITS', widths.fold],
    ['NEURON_FOLD_BITS', widths.neuronFold],
    ['WEIGHT_BITS', weight.bits],
    ['INPUT_BITS', input.bits],
    ['XNOR', flag(xnor)],
    ['WEIGHT_BIPOLAR', flag(weight.bipolar)],
    ['INPUT_BIPOLAR', flag(input.bipolar)],
    ['INPUT_SIGNED', flag(input.minCode < 0 && !input.bipolar)],
    ['PRODUCT_BITS', widths.product],
    ['DOT_BITS', widths.dot],
    ['ACC_BITS', widths.accumulator],
    ['ACC_START', bitsLiteral(xnor ? -integer.stage.fanIn : 0, widths.accumulator)],
  ];
  return instance('mvau', 'matrix', parameters, [
    ...CLOCKED,
    ...streamPorts('in', 'in'),
    ['advance', 'advance'],
    ['fold', 'fold'],
    ['weights', 'weights'],
    ['sums', 'sums'],
    ['sums_fold', 'sums_fold'],
    ['sums_valid', 'sums_valid'],
    ['sums_ready', 'sums_ready'],
  ]);
}

function thresholds({ name, folding, integer, output }: LayerPlan, widths: RtlWidths): string {
  const { thresholdCount } = integer;
  const lowest = output && !output.bipolar ? output.minCode : 0;
  const table = instance(
    `${name}_thresholds`,
    'thresholds',
    [],
    [
      ['aclk', 'aclk'],
      ['advance', 'compare'],
      ['neuron_fold', 'sums_fold'],
      ['sums', 'sums'],
      ['reached', 'reached'],
    ],
  );
  const unit = instance(
    'activation',
    'counter',
    [
      ['PE', folding.pe],
      ['THRESHOLDS', thresholdCount],
      ['OUTPUT_BITS', widths.output],
      ['OUTPUT_MIN', bitsLiteral(lowest, widths.output)],
    ],
    [
      ...CLOCKED,
      ['sums_valid', 'sums_valid'],
      ['sums_ready', 'sums_ready'],
      ['advance', 'compare'],
      ['reached', 'reached'],
      ['codes', 'out_data'],
      ['codes_valid', 'out_valid'],
      ['codes_ready', 'out_ready'],
    ],
  );
  return `  wire compare;\n  wire ${range(folding.pe * thresholdCount)} reached;\n\n${table}\n${unit}`;
}
