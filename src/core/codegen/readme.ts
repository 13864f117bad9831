import type { Resources } from '../hardware/estimate';
import { cellName } from '../precision';
import { processesOf } from './hls/processes';
import { networkHash } from './manifest';
import type { Plan } from './plan';
import { figure, layersSection } from './readme-layers';
import { hasRtl } from './rtl/files';
import { rtlFileRows, rtlRuns } from './rtl/readme';
import { boardsOf } from './vivado/boards';

/** `README.md` of an export, for the engineer who unpacks it. */
export const readme = (plan: Plan): string =>
  [
    heading(plan),
    run(plan),
    files(plan),
    numbers(plan),
    layersSection(plan),
    host(plan),
    checked(plan),
    origin(plan),
  ].join('\n');

function heading(plan: Plan): string {
  const { request, shape } = plan;
  const { network, device, accuracy, testCount, datasetName } = request;
  const { weightBits, activationBits, inputBits } = network.precision;
  return `# ${network.topology.name} ${cellName(network.precision)}

A quantized neural network (${shape}) as HLS C++${hasRtl(plan) ? ' and Verilog' : ''} for ${device.part}:
${weightBits}-bit weights, ${activationBits}-bit activations, ${inputBits}-bit input. Its accuracy is ${(accuracy * 100).toFixed(2)} % on ${testCount} images
(${datasetName}), measured on the integer network that this design computes bit for bit.
`;
}

function run(plan: Plan): string {
  const { request } = plan;
  const boards = boardsOf(request.device).map((board) => board.id);
  const rows = [
    ['make csim', `C simulation with g++ alone: "images ${request.vectors.count} mismatches 0"`],
    ...rtlRuns(plan),
    ['make hls', 'Vitis HLS or Vivado HLS: C simulation, RTL, RTL simulation, IP'],
    ['make ooc', 'Vivado: the network alone; utilisation and timing in build/ooc'],
    boards.length
      ? [
          `make vivado BOARD=${boards[0]}`,
          `Vivado: block design with an AXI DMA, bitstream (${boards.join(', ')})`,
        ]
      : ['make vivado', 'Vivado: the same as make ooc, since no board is known for this device'],
  ];
  return `## Run

\`\`\`
${rows.map(([command, what]) => `${command.padEnd(28)}# ${what}`).join('\n')}
\`\`\`

\`make csim AP_TYPES=<folder>\` compiles with Xilinx's own \`ap_int.h\` instead of the stand-in.
`;
}

const files = (plan: Plan): string => {
  const { layers } = plan;
  return `## Files

| file | what |
|---|---|
| \`hls/bitscape_top.cpp\` | the pipeline: one process per layer, FIFOs between them |
| \`hls/mvau.h\` | the folded matrix-vector-activation unit, the same for every layer |
| \`hls/${layers[0].name}.h\` ... \`${layers.at(-1)!.name}.h\` | folding, widths, weights and thresholds of each layer |
${layers.some(({ window }) => window) ? '| `hls/sliding_window.h` | the windows of a map, in front of the convolutions |\n' : ''}${layers.some(({ pool }) => pool) ? '| `hls/max_pool.h` | max-pool, behind the convolutions that have one |\n' : ''}| \`hls/width_adapter.h\` | between a layer's PE outputs and the next layer's SIMD inputs |
| \`hls/label_select.h\` | scores and the class |
| \`hls/axi_ports.h\` | AXI4-Stream beats to pixel codes, classes to beats |
| \`hls/tb.cpp\`, \`golden/\` | self-checking test bench; images, classes, scores and labels, one line per image |
| \`hls/include/\` | small stand-ins of ap_int.h, hls_stream.h and ap_axi_sdata.h for plain C++ compilers |
${rtlFileRows(plan)}| \`hls/run_hls.tcl\`, \`vivado/\` | scripts for the vendor's tools |
| \`qonnx/\` | the network as ONNX, for onnxruntime, FINN and hls4ml: see \`qonnx/README.md\` |
| \`report/estimate.json\` | the estimate, every number with its formula |
| \`MANIFEST.json\` | the design, its link, and the SHA-256 of every other file |
`;
};

function numbers(plan: Plan): string {
  const { estimate } = plan.request;
  const { total, ii, bottleneck, latencyCycles, fps, clockMhz, notModelled, notes } = estimate;
  const remarks = [...notModelled.map((what) => `Left out: ${what}`), ...paceRemark(plan), ...notes];
  return `## Estimate (${estimate.estimator})

${resourceWords(total)}.
One image every ${ii} cycles (${bottleneck} is the slowest), latency ${latencyCycles} cycles, ${Math.floor(fps)} images per second at
${clockMhz} MHz. This is a model, not a synthesis result: HLS adds the depth of each unit's pipeline to its cycles, and
\`make ooc\` gives the resources.
${remarks.map((remark) => `\n- ${remark}`).join('')}
`;
}

/** What is slower than every layer, if anything is. */
function paceRemark(plan: Plan): string[] {
  const slowest = processesOf(plan).reduce((a, b) => (b.cycles > a.cycles ? b : a));
  if (slowest.cycles <= plan.request.estimate.ii) return [];
  const name = slowest.name[0].toUpperCase() + slowest.name.slice(1);
  const takes = slowest.name.startsWith('the windows') ? 'take' : 'takes';
  return [`${name} ${takes} ${slowest.cycles} cycles per image, more than any layer: this sets the pace.`];
}

const resourceWords = ({ lut, ff, bram18, uram, dsp }: Resources): string =>
  `LUT ${figure(lut)}, FF ${figure(ff)}, RAMB18 ${figure(bram18)}, ${uram ? `UltraRAM ${uram}, ` : ''}DSP ${figure(dsp)}`;

function host({ input, layers: [first] }: Plan): string {
  const code = first.input.bipolar
    ? '1 bit, 1 for a pixel of at least 128, else 0'
    : `${input.codeBits} bits, pixel >> ${8 - input.codeBits}`;
  const beyond = input.group * input.words > input.pixels;
  return `## Input and output

- \`s_axis\` takes ${input.words} words of ${input.streamBits} bits per image, ${input.group} pixel codes in each, the first in the least
  significant bits, in row order. A code is ${code}. Unused bits are ignored${beyond ? `, and so\n  is what lies beyond the ${input.pixels} pixels in the last words` : ''}.
- \`m_axis\` gives one word of 32 bits per image: the class.
- A packet of n images (TLAST with its last word) gives a packet of n classes. A packet that ends within an image
  is completed with zeros.
`;
}

const checked = (plan: Plan): string => `## What is checked

Bitscape's own tests compile such exports with g++, ${hasRtl(plan) ? 'simulate their Verilog with Icarus Verilog and Verilator under\nrandom stalls, synthesize some with Yosys, ' : ''}compare them with the integer network, and run the scripts with
recording stubs. No vendor tool was at hand: the design is not checked in Vitis HLS, Vivado HLS or Vivado, nor on a
board. Scripts and pragmas keep to what AMD's UG902, UG1399 and UG835 document. Vivado HLS before 2022 needs AMD's
patch for AR 76960 to export IP after 2021.
`;

function origin(plan: Plan): string {
  const { revision, link, vectors, origin: from } = plan.request;
  const trained = from
    ? `trained by ${from.engine} (Bitscape ${from.revision}) on ${from.trainedOn}; another engine or\n  processor may train a slightly different one from the same seed;`
    : 'another engine or processor may train a slightly different one from the same seed;';
  const beside = [
    `the network, SHA-256 ${networkHash(plan)}\n  (packed, as in the file of the trained cell): ${trained}`,
    ...(from?.folding === 'file'
      ? ['the folding, which was given as a file: it is in `MANIFEST.json`;']
      : []),
    `the images: ${vectors.count} in \`golden/\`${from ? `, the first of the test set of ${from.testedOn}` : ''}.`,
  ];
  return `## Origin

Written by Bitscape ${revision}. The link of the design:

    ${link}

It does not hold

${beside.map((line) => `- ${line}`).join('\n')}

The same network, hardware, images and version of Bitscape give the same files, byte for byte.

The code in \`hls/\`, \`rtl/\` and \`vivado/\` is under the Apache License 2.0.
`;
}
