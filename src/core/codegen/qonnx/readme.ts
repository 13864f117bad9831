import { activationQuantizer } from '../../network/fold';
import type { IntegerNetwork } from '../../network/integer-network';
import { cellName } from '../../precision';
import type { OnnxNames } from './files';
import { scoresAreSums, scoresFitFloat32 } from './finn-class';
import { imageDims } from './layers';
import { quantStyle } from './quant-style';
import type { OnnxRefusals } from './refusals';

/** What the README tells of a network's files. */
export interface OnnxReadme {
  network: IntegerNetwork;
  names: OnnxNames;
  /** Neurons of the QONNX file with a boundary that float32 does not resolve. */
  fragile: number;
  refusals: OnnxRefusals;
}

/** `qonnx/README.md`: what each file is for and how to load it. */
export const onnxReadme = (told: OnnxReadme): string =>
  `${[
    `# ${told.network.topology.name} ${cellName(told.network.precision)} as ONNX`,
    ...table(told),
    ...FILES.flatMap(({ id }) => left(told.names[id], told.refusals[id])),
    ...FILES.flatMap(({ id, section }) => (told.refusals[id] === null ? section(told) : [])),
    ...(FILES.some(({ id }) => told.refusals[id] === null) ? CHECKED : []),
  ].join('\n\n')}\n`;

const left = (file: string, reason: string | null): string[] =>
  reason === null ? [] : [`\`${file}\` is not written: ${reason}`];

/** The table of the files; none without files. */
function table({ network, names, refusals }: OnnxReadme): string[] {
  const shape = (batch: 1 | 'N') => `[${imageDims(network, batch).join(', ')}]`;
  const classes = network.stages.at(-1)!.stage.units;
  const rows = [
    ['file', 'for', 'reads', 'gives'],
    ['---', '---', '---', '---'],
    [
      `\`${names.standard}\``,
      'ONNX runtimes',
      `\`pixels\` uint8 ${shape('N')}, 0..255`,
      `\`class\` int64 [N], \`scores\` float64 [N, ${classes}]`,
    ],
    [
      `\`${names.finn}\``,
      'FINN',
      `\`global_in\` float32 ${shape(1)}, pixels 0..255 (UINT8)`,
      '`global_out` int64 [1, 1], the class',
    ],
    [
      `\`${names.qonnx}\``,
      isClipped(network) ? 'hls4ml, qonnx' : 'hls4ml, qonnx, FINN',
      `\`global_in\` float32 ${shape(1)}, ${codeWords(network)}`,
      `\`global_out\` float32 [1, ${classes}], scores up to a factor`,
    ],
  ];
  const [head, line, ...files] = rows.map((cells) => `| ${cells.join(' | ')} |`);
  const written = files.filter((_, i) => refusals[FILES[i].id] === null);
  return written.length ? [[head, line, ...written].join('\n')] : [];
}

const isClipped = ({ topology, precision }: IntegerNetwork): boolean =>
  quantStyle(activationQuantizer(topology, precision.activationBits)) === 'clipped';

const hasConv = ({ stages }: IntegerNetwork): boolean => stages[0].stage.kind === 'conv';

/** How a pixel becomes an input code. */
function codeWords({ precision: { inputBits: bits } }: IntegerNetwork): string {
  if (bits === 8) return 'pixels 0..255 (UINT8)';
  return bits === 1 ? '-1 or +1: +1 for pixels from 128 on (BIPOLAR)' : `pixel >> ${8 - bits} (UINT${bits})`;
}

const python = (...lines: string[]): string => ['```python', ...lines, '```'].join('\n');

const standard = ({ names }: OnnxReadme): string[] => [
  '## ONNX runtimes',
  'It computes in integers what the hardware computes; scores are exact.',
  python(
    'import numpy as np, onnxruntime',
    `session = onnxruntime.InferenceSession("${names.standard}")`,
    'classes, scores = session.run(["class", "scores"], {"pixels": pixels.astype(np.uint8)})',
  ),
];

const finn = ({ network, names }: OnnxReadme): string[] => [
  '## FINN',
  'Thresholds are the integer ones of the network, unchanged; there is no Quant node to convert. Pixels go in as bytes.',
  python(
    'import finn.builder.build_dataflow as build',
    'import finn.builder.build_dataflow_config as config',
    `build.build_dataflow_cfg("${names.finn}", config.DataflowBuildConfig(`,
    '    output_dir="build", synth_clk_period_ns=10.0, board="Pynq-Z1",',
    '    shell_flow_type=config.ShellFlowType.VIVADO_ZYNQ,',
    '    generate_outputs=[config.DataflowOutputType.ESTIMATE_REPORTS]))',
  ),
  ...(hasConv(network)
    ? [
        'Convolutions need `steps` that lower them, as FINN has for its own convolutional networks (finn-examples, cnv).',
      ]
    : []),
  ...hostPart(network),
];

function hostPart(network: IntegerNetwork): string[] {
  const s = network.stages.at(-1)!;
  if (scoresAreSums(s)) {
    return ['All classes have the same scale and offset: the accelerator gives the class (LabelSelect).'];
  }
  return [
    `The classes have scales and offsets of their own (the last BatchNorm), which FINN leaves to the host. The accelerator
gives the sums of the last layer, and the class is`,
    python(
      `scale = np.array([${[...s.scale].join(', ')}])`,
      `offset = np.array([${[...s.bias].join(', ')}])`,
      'classes = np.argmax(sums.astype(np.int64) * scale + offset, axis=-1)',
    ),
    scoresFitFloat32(network)
      ? `FINN's \`InferChannelwiseLinearLayer\`, run before \`InferLabelSelectLayer\`, should take this part into the accelerator.`
      : 'The file computes it in float64: float32 would round these scores.',
  ];
}

function qonnx({ network, names, fragile }: OnnxReadme): string[] {
  const bits = network.precision.inputBits;
  const conv = hasConv(network);
  return [
    '## hls4ml, qonnx',
    python(
      'import hls4ml',
      'from qonnx.core.modelwrapper import ModelWrapper',
      'from qonnx.util.cleanup import cleanup_model',
      ...(conv ? ['from qonnx.transformation.channels_last import ConvertToChannelsLastAndClean'] : []),
      `model = cleanup_model(ModelWrapper("${names.qonnx}"))`,
      ...(conv ? ['model = cleanup_model(model.transform(ConvertToChannelsLastAndClean()))'] : []),
      'config = hls4ml.utils.config_from_onnx_model(',
      '    model, granularity="name", backend="Vitis", default_precision="fixed<32,16>")',
      `config["LayerName"]["global_in"]["Precision"] = "${bits === 1 ? 'fixed<2,2>' : `ufixed<${bits},${bits}>`}"`,
      'hls_model = hls4ml.converters.convert_from_onnx_model(',
      '    model, hls_config=config, backend="Vitis", io_type="io_stream", output_dir="hls4ml")',
    ),
    `The input has no quantizer: FINN takes none there, and hls4ml is told by the precision of \`global_in\`. The BatchNorm
nodes are not the trained ones, which integer thresholds do not hold. Each neuron has, of all that give its thresholds,
the one whose boundaries lie farthest from any accumulator.`,
    `${resolution(network, fragile)} Fixed-point types that are too narrow change levels as well.`,
    isClipped(network)
      ? `Activations are hard tanhs that end inside a Quant's range. Two Relus clip them, which FINN does not turn into
thresholds: use \`${names.finn}\` there.`
      : `FINN converts this file too; \`${names.finn}\` is the one that keeps the thresholds.`,
  ];
}

function resolution({ stages }: IntegerNetwork, fragile: number): string {
  const neurons = stages.slice(0, -1).reduce((sum, { stage }) => sum + stage.units, 0);
  if (fragile === 0) {
    return `In float32 all ${neurons} neurons of the hidden layers give the integer network's levels at every accumulator.`;
  }
  return `Float32 does not resolve the boundaries of ${fragile} of the ${neurons} neurons in hidden layers: at an accumulator
beside a threshold, such a neuron may be one level off.`;
}

/** The files in the order of the table. */
const FILES = [
  { id: 'standard', section: standard },
  { id: 'finn', section: finn },
  { id: 'qonnx', section: qonnx },
] as const;

const CHECKED = [
  '## What is checked',
  `Bitscape's own tests read such files with an independent definition of the format, run the standard one in onnxruntime
and the other two in an interpreter of their operators, and compare all with the integer network. FINN, qonnx, hls4ml
and Brevitas were not at hand: the files keep to what their sources ask for.`,
];
