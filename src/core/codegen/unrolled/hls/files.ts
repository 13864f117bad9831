import type { GeneratedFile } from '../../export-request';
import { AP_AXI_SDATA_H } from '../../hls/ap-axi-sdata';
import { AP_INT_H } from '../../hls/ap-int';
import { axiPortsHeader } from '../../hls/axi-ports-header';
import { arithmeticFiles } from '../../hls/files';
import { HLS_STREAM_H } from '../../hls/hls-stream';
import { labelSelectHeader } from '../../hls/label-select-header';
import { runHls } from '../../hls/run-hls';
import { testbench } from '../../hls/testbench';
import { topHeader } from '../../hls/top';
import { typesText } from '../../hls/types-header';
import type { Plan } from '../../plan';
import { denseHeader } from './dense-header';
import { layerHeader } from './layer-header';
import { topSource } from './top';

/** The `hls/` folder of the unrolled style: ports, test bench and scripts are those of the folded one. */
export const unrolledHlsFiles = (plan: Plan, origin: string): GeneratedFile[] => [
  { path: 'hls/include/ap_int.h', content: AP_INT_H },
  { path: 'hls/include/ap_axi_sdata.h', content: AP_AXI_SDATA_H },
  { path: 'hls/include/hls_stream.h', content: HLS_STREAM_H },
  { path: 'hls/types.h', content: typesText(widestWord(plan), origin) },
  { path: 'hls/axi_ports.h', content: axiPortsHeader(plan, origin) },
  { path: 'hls/dense.h', content: denseHeader(plan) },
  ...arithmeticFiles(plan),
  { path: 'hls/label_select.h', content: labelSelectHeader(plan.shiftAdd) },
  ...plan.layers.map((layer) => ({
    path: `hls/${layer.name}.h`,
    content: layerHeader(plan, layer, origin),
  })),
  { path: 'hls/bitscape_top.h', content: topHeader(origin) },
  { path: 'hls/bitscape_top.cpp', content: topSource(plan, origin) },
  { path: 'hls/tb.cpp', content: testbench(plan, origin) },
  { path: 'hls/run_hls.tcl', content: runHls(plan, origin) },
];

/** Bits of the widest ap_int: the accumulators of the classes. */
const widestWord = ({ layers, classes }: Plan): number => classes * layers[layers.length - 1].outputBits;
