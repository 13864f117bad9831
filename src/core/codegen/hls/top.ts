import { cellName } from '../../precision';
import type { Plan } from '../plan';
import { FLAG_STREAM, processesOf } from './processes';
import type { Process, Stream } from './streams';
import { banner } from './text';

/** `bitscape_top.h`: the top function, for the test bench. */
export const topHeader = (origin: string): string =>
  `${banner('//', 'Top function: one image in, its class out.', origin)}
#ifndef BITSCAPE_TOP_H
#define BITSCAPE_TOP_H

#include "types.h"

#include "axi_ports.h"

void bitscape_top(hls::stream<input_beat> &s_axis, hls::stream<class_beat> &m_axis);

#endif
`;

/** `bitscape_top.cpp`: the layers as processes of one dataflow region, joined by FIFOs. */
export function topSource(plan: Plan, origin: string): string {
  const { layers, request } = plan;
  const { estimate } = request;
  const processes = processesOf(plan);
  const streams = [FLAG_STREAM, ...processes.flatMap((p) => p.output ?? [])];
  return `${banner('//', `${plan.shape}, ${cellName(request.network.precision)}, as a pipeline of layers.`, origin)}//
// Every call handles one image. In hardware the processes run side by side on successive images.
// Estimate: one image every ${estimate.ii} cycles (${estimate.bottleneck} is the slowest), ${Math.floor(estimate.fps)} images per second at ${estimate.clockMhz} MHz.
#include "bitscape_top.h"

#include "label_select.h"
${layers.some(({ pool }) => pool) ? '#include "max_pool.h"\n' : ''}${layers.map(({ name }) => `#include "${name}.h"`).join('\n')}
#include "mvau.h"
${layers.some(({ window }) => window) ? '#include "sliding_window.h"\n' : ''}#include "width_adapter.h"

void bitscape_top(hls::stream<input_beat> &s_axis, hls::stream<class_beat> &m_axis) {
#pragma HLS INTERFACE axis port=s_axis
#pragma HLS INTERFACE axis port=m_axis
#pragma HLS INTERFACE ap_ctrl_none port=return
#pragma HLS DATAFLOW

${streams.map(declaration).join('\n')}

${processes.map(({ call }: Process) => `  ${call};`).join('\n')}
}
`;
}

const declaration = ({ name, bits, depth }: Stream): string =>
  `  hls::stream<ap_uint<${bits}> > ${name}("${name}");\n#pragma HLS STREAM variable=${name} depth=${depth}`;
