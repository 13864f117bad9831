import type { Resources } from '../hardware/estimate';
import { cellName } from '../precision';
import { processesOf } from './hls/processes';
import { networkHash } from './manifest';
import type { Plan } from './plan';
import { boardSection } from './readme-board';
import { figure, layersSection } from './readme-layers';
import { reportRows } from './readme-reports';
import { sourceRows } from './readme-sources';
import { rtlRuns } from './rtl/readme';
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
    boardSection(plan),
    CHECKED,
    origin(plan),
  ].join('\n');

function heading(plan: Plan): string {
  const { request, shape } = plan;
  const { network, device, accuracy, testCount, datasetName } = request;
  const { weightBits, activationBits, inputBits } = network.precision;
  return `# ${network.topology.name} ${cellName(network.precision)}

A quantized neural network (${shape}) as HLS C++ and Verilog for ${device.part}:
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
    ['make ooc', 'Vivado: the network alone; utilisation, timing and power in build/ooc; PART=<any part>'],
    boards.length
      ? [
          `make vivado BOARD=${boards[0]}`,
          `Vivado: block design with an AXI DMA, bitstream to pynq/ (${[...boards, 'none'].join(', ')})`,
        ]
      : ['make vivado', 'Vivado: the same as make ooc, since no board is known for this device'],
  ];
  return `## Run

\`\`\`
${rows.map(([command, what]) => `${command.padEnd(28)}# ${what}`).join('\n')}
\`\`\`

\`make csim AP_TYPES=<folder>\` compiles with Xilinx's own \`ap_int.h\` instead of the stand-in. \`make vivado\` and \`make ooc\`
take what \`make hls\` made; with \`SOURCE=rtl\` they take the Verilog in \`rtl/\`, and need no HLS. Each target says what is missing when its tool is.
`;
}

const files = (plan: Plan): string => `## Files

| file | what |
|---|---|
${sourceRows(plan)}| \`hls/run_hls.tcl\` | script for Vitis HLS and Vivado HLS |
| \`vivado/build.tcl\`, \`ooc.tcl\`, \`constraints.xdc\` | scripts for Vivado: ${boardsOf(plan.request.device).length ? 'project, block design and bitstream; ' : ''}the network alone, and its clock |
| \`pynq/driver.py\`, \`bitscape.ipynb\` | driver and notebook for PYNQ: classify the golden images on the board, measure the speed |
| \`qonnx/\` | the network as ONNX, for onnxruntime, FINN and hls4ml: see \`qonnx/README.md\` |
${reportRows(plan)}| \`MANIFEST.json\` | the design, its link, and the SHA-256 of every other file |
`;

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
  const { ii } = plan.request.estimate;
  const slowest =
    plan.style === 'folded'
      ? processesOf(plan).reduce((a, b) => (b.cycles > a.cycles ? b : a))
      : { name: 'the input stream', cycles: plan.input.words };
  if (slowest.cycles <= ii) return [];
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

const CHECKED = `## What is checked

Bitscape's own tests compile such exports with g++, simulate their Verilog with Icarus Verilog and Verilator under
random stalls, synthesize some with Yosys, compare them with the integer network, run the scripts with
recording stubs, and the driver with a stub of PYNQ that knows the golden images by the bytes of their streams. No vendor tool
was at hand: the design is not checked in Vitis HLS, Vivado HLS or Vivado, nor on a board. Scripts and pragmas keep to what
AMD's UG902, UG1399, UG835 and UG994 document. Vivado HLS before 2022 needs AMD's
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

The code in \`hls/\`, \`rtl/\`, \`vivado/\` and \`pynq/\` is under the Apache License 2.0.
`;
}
