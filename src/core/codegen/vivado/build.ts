import { banner } from '../hls/text';
import type { Plan } from '../plan';
import type { Board, ProcessingSystem } from './boards';

/** What the two processing systems call the same things. Source: FINN templates.py:92-253. */
interface SystemNames {
  ip: string;
  /** Arguments of the bd_rule that sets the board's preset. */
  preset: string;
  clock: string;
  reset: string;
  control: string;
  data: string;
  /** Clock inputs of the control and data ports. */
  clocks: string[];
  properties: (clockMhz: number) => string[];
}

const SYSTEMS: Readonly<Record<ProcessingSystem, SystemNames>> = {
  zynq7000: {
    ip: 'processing_system7',
    preset: '{make_external "FIXED_IO, DDR" apply_board_preset "1" Master "Disable" Slave "Disable"}',
    clock: 'FCLK_CLK0',
    reset: 'FCLK_RESET0_N',
    control: 'M_AXI_GP0',
    data: 'S_AXI_HP0',
    clocks: ['M_AXI_GP0_ACLK', 'S_AXI_HP0_ACLK'],
    properties: (clockMhz) => [
      'CONFIG.PCW_USE_S_AXI_HP0 {1}',
      `CONFIG.PCW_FPGA0_PERIPHERAL_FREQMHZ {${clockMhz}}`,
    ],
  },
  zynqmp: {
    ip: 'zynq_ultra_ps_e',
    preset: '{apply_board_preset "1"}',
    clock: 'pl_clk0',
    reset: 'pl_resetn0',
    control: 'M_AXI_HPM0_FPD',
    data: 'S_AXI_HP0_FPD',
    clocks: ['maxihpm0_fpd_aclk', 'saxihp0_fpd_aclk'],
    properties: (clockMhz) => [
      'CONFIG.PSU__USE__S_AXI_GP2 {1}',
      'CONFIG.PSU__USE__M_AXI_GP0 {1}',
      'CONFIG.PSU__USE__M_AXI_GP1 {0}',
      `CONFIG.PSU__CRL_APB__PL0_REF_CTRL__FREQMHZ {${clockMhz}}`,
    ],
  },
};

/** `build.tcl`: a project with the network, an AXI DMA and the processing system, up to the bitstream. */
export function buildScript(plan: Plan, boards: readonly Board[], origin: string): string {
  const names = SYSTEMS[boards[0].system];
  return [
    `${banner('#', 'Vivado project: the network between the two streams of an AXI DMA, up to the bitstream.', origin)}#
# Run after "make hls", from the folder that holds the Makefile: "make vivado BOARD=...", or
#   vivado -mode batch -source vivado/build.tcl
# The board files come from the board's vendor; Vivado's board store has them too.
`,
    settings(boards),
    project(),
    system(names, plan.request.clockMhz),
    dma(plan),
    connections(names),
    bitstream(),
  ].join('\n');
}

const settings = (boards: readonly Board[]): string => `set root [pwd]
set board ${boards[0].id}
if {[info exists ::env(BOARD)] && $::env(BOARD) ne ""} {
  set board $::env(BOARD)
}
# Board: part, board part.
set boards {
${boards.map(({ id, part, boardPart }) => `  ${id} {${part} ${boardPart}}`).join('\n')}
}
if {![dict exists $boards $board]} {
  error "BOARD=$board is not one of: [dict keys $boards]"
}
lassign [dict get $boards $board] part board_part

set ip_folder [file join $root build bitscape_hls solution1 impl ip]
if {![file isdirectory $ip_folder]} {
  error "$ip_folder is missing: run make hls first, from the folder that holds the Makefile"
}
set out [file join $root build vivado]
`;

const project = (): string => `# Project.
create_project -force bitscape $out -part $part
if {[llength [get_board_parts -quiet $board_part]] == 0} {
  error "Vivado has no board files for $board_part: install them (Tools, Vivado Store, Boards)"
}
set_property board_part $board_part [current_project]
set_property ip_repo_paths $ip_folder [current_project]
update_ip_catalog -rebuild
create_bd_design top

# A cell of the newest version of an IP.
proc cell {vlnv name} {
  return [create_bd_cell -type ip -vlnv [lindex [lsort -dictionary [get_ipdefs "$vlnv:*"]] end] $name]
}
`;

const system = (names: SystemNames, clockMhz: number): string => `# Processing system.
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

function dma(plan: Plan): string {
  const bits = plan.input.streamBits;
  return `# The network, and a DMA that feeds it: ${bits}-bit words of pixel codes in, 32-bit classes out.
cell bitscape:hls:bitscape_top network
cell xilinx.com:ip:axi_dma dma
set_property -dict [list \\
  CONFIG.c_include_sg {0} \\
  CONFIG.c_sg_length_width {26} \\
  CONFIG.c_m_axi_mm2s_data_width {${Math.max(32, bits)}} \\
  CONFIG.c_m_axis_mm2s_tdata_width {${bits}} \\
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
    'network/ap_clk',
  ];
  return `# Clock and reset.
foreach pin {
${clocked.map((pin) => `  ${pin}`).join('\n')}
} {
  connect_bd_net [get_bd_pins ps/${names.clock}] [get_bd_pins $pin]
}
connect_bd_net [get_bd_pins ps/${names.reset}] [get_bd_pins reset/ext_reset_in]
foreach pin {control/aresetn data/aresetn dma/axi_resetn network/ap_rst_n} {
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

const bitstream = (): string => `# Bitstream and reports.
set design [get_files top.bd]
add_files -norecurse [make_wrapper -files $design -top]
set_property top top_wrapper [current_fileset]
update_compile_order -fileset sources_1
launch_runs impl_1 -to_step write_bitstream -jobs 4
wait_on_run impl_1
if {[get_property PROGRESS [get_runs impl_1]] ne "100%"} {
  error "implementation failed: see $out/bitscape.runs/impl_1/runme.log"
}
open_run impl_1
report_utilization -hierarchical -file [file join $out utilization.rpt]
report_timing_summary -file [file join $out timing.rpt]

# PYNQ loads bitscape.bit with bitscape.hwh beside it.
set run [get_property DIRECTORY [get_runs impl_1]]
file copy -force [file join $run top_wrapper.bit] [file join $out bitscape.bit]
foreach hwh [glob -nocomplain \\
    [file join $out bitscape.gen sources_1 bd top hw_handoff top.hwh] \\
    [file join $out bitscape.srcs sources_1 bd top hw_handoff top.hwh]] {
  file copy -force $hwh [file join $out bitscape.hwh]
}
puts "bitstream: [file join $out bitscape.bit]"
`;
