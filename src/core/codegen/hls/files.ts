import type { GeneratedFile } from '../export-request';
import type { Plan } from '../plan';
import { AP_AXI_SDATA_H } from './ap-axi-sdata';
import { AP_INT_H } from './ap-int';
import { axiPortsHeader } from './axi-ports-header';
import { HLS_STREAM_H } from './hls-stream';
import { labelSelectHeader } from './label-select-header';
import { layerHeader } from './layer-header';
import { LINES_H } from './lines-header';
import { MAX_POOL_H } from './max-pool-header';
import { mvauHeader } from './mvau-header';
import { runHls } from './run-hls';
import { SHIFT_ADD_H } from './shift-add';
import { SLIDING_WINDOW_H } from './sliding-window-header';
import { testbench } from './testbench';
import { topHeader, topSource } from './top';
import { typesHeader } from './types-header';
import { WIDTH_ADAPTER_H } from './width-adapter-header';

/** The `hls/` folder. */
export const hlsFiles = (plan: Plan, origin: string): GeneratedFile[] => [
  { path: 'hls/include/ap_int.h', content: AP_INT_H },
  { path: 'hls/include/ap_axi_sdata.h', content: AP_AXI_SDATA_H },
  { path: 'hls/include/hls_stream.h', content: HLS_STREAM_H },
  { path: 'hls/types.h', content: typesHeader(plan, origin) },
  { path: 'hls/axi_ports.h', content: axiPortsHeader(plan, origin) },
  { path: 'hls/mvau.h', content: mvauHeader(plan) },
  ...arithmeticFiles(plan),
  ...(plan.layers.some(({ window }) => window)
    ? [{ path: 'hls/sliding_window.h', content: SLIDING_WINDOW_H }]
    : []),
  ...(plan.layers.some(({ pool }) => pool) ? [{ path: 'hls/max_pool.h', content: MAX_POOL_H }] : []),
  { path: 'hls/width_adapter.h', content: WIDTH_ADAPTER_H },
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

/** What a design with lines, or without multipliers, has besides. */
export const arithmeticFiles = ({ layers, shiftAdd }: Plan): GeneratedFile[] => [
  ...(layers.some(({ activation }) => activation.lines) ? [{ path: 'hls/lines.h', content: LINES_H }] : []),
  ...(shiftAdd ? [{ path: 'hls/shift_add.h', content: SHIFT_ADD_H }] : []),
];
