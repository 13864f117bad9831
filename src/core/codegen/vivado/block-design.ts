import type { Plan } from '../plan';
import type { SystemNames } from './processing-systems';

/** Tcl of the block design: the processing system, a DMA, and the network between the DMA's two streams. */
export const blockDesign = (plan: Plan, names: SystemNames): string =>
  [system(names, plan.request.clockMhz), network(plan), connections(names)].join('\n');

const system = (
  names: SystemNames,
  clockMhz: number,
): string => `# Processing system, set as the board needs it.
cell xilinx.com:ip:${names.ip} ps
apply_bd_automation -rule xilinx.com:bd_rule:${names.ip} \\
  -config ${names.preset} [get_bd_cells ps]
set_property -dict [list \\
${names
  .properties(clockMhz)
  .map((p) => `  ${p} \\`)
  .join('\n')}
] [get_bd_cells ps]
`;

function network({ input: { streamBits } }: Plan): string {
  return `# The network, and a DMA that feeds it: ${streamBits}-bit words of pixel codes in, 32-bit classes out.
if {$source eq "rtl"} {
  create_bd_cell -type module -reference bitscape_top network
  set clock aclk
  set reset aresetn
} else {
  cell bitscape:hls:bitscape_top network
  set clock ap_clk
  set reset ap_rst_n
}
cell xilinx.com:ip:axi_dma dma
set_property -dict [list \\
  CONFIG.c_include_sg {0} \\
  CONFIG.c_sg_length_width {26} \\
  CONFIG.c_m_axi_mm2s_data_width {${Math.max(32, streamBits)}} \\
  CONFIG.c_m_axis_mm2s_tdata_width {${streamBits}} \\
  CONFIG.c_m_axi_s2mm_data_width {32} \\
] [get_bd_cells dma]
cell xilinx.com:ip:smartconnect control
set_property -dict [list CONFIG.NUM_SI {1} CONFIG.NUM_MI {1}] [get_bd_cells control]
cell xilinx.com:ip:smartconnect data
set_property -dict [list CONFIG.NUM_SI {2} CONFIG.NUM_MI {1}] [get_bd_cells data]
cell xilinx.com:ip:proc_sys_reset reset
`;
}

function connections(names: SystemNames): string {
  const clocked = [
    ...names.clocks.map((port) => `ps/${port}`),
    'reset/slowest_sync_clk',
    'control/aclk',
    'data/aclk',
    'dma/s_axi_lite_aclk',
    'dma/m_axi_mm2s_aclk',
    'dma/m_axi_s2mm_aclk',
    'network/$clock',
  ];
  return `# Clock and reset.
foreach pin [list \\
${clocked.map((pin) => `  ${pin} \\`).join('\n')}
] {
  connect_bd_net [get_bd_pins ps/${names.clock}] [get_bd_pins $pin]
}
connect_bd_net [get_bd_pins ps/${names.reset}] [get_bd_pins reset/ext_reset_in]
foreach pin [list control/aresetn data/aresetn dma/axi_resetn network/$reset] {
  connect_bd_net [get_bd_pins reset/peripheral_aresetn] [get_bd_pins $pin]
}

# Streams, memory and control.
foreach {from to} {
  dma/M_AXIS_MM2S network/s_axis
  network/m_axis dma/S_AXIS_S2MM
  dma/M_AXI_MM2S data/S00_AXI
  dma/M_AXI_S2MM data/S01_AXI
  data/M00_AXI ps/${names.data}
  ps/${names.control} control/S00_AXI
  control/M00_AXI dma/S_AXI_LITE
} {
  connect_bd_intf_net [get_bd_intf_pins $from] [get_bd_intf_pins $to]
}
assign_bd_address
validate_bd_design
save_bd_design
`;
}
