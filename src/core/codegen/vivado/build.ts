import { banner } from '../hls/text';
import type { Plan } from '../plan';
import { blockDesign } from './block-design';
import type { Board } from './boards';
import { networkSource } from './network-source';
import { SYSTEMS } from './processing-systems';
import { reports } from './reports';

/**
 * `build.tcl`: a project with the network, an AXI DMA and the processing system, up to the bitstream that `pynq/` loads.
 * BOARD=none, and a device that no known board carries, mean the network alone.
 */
export function buildScript(plan: Plan, boards: readonly Board[], origin: string): string {
  const head = [heading(boards, origin), settings(boards)];
  if (boards.length === 0) return head.join('\n');
  const names = SYSTEMS[boards[0].system];
  const source = networkSource('build bitscape_hls solution1 impl ip');
  return [...head, source, project(), blockDesign(plan, names), bitstream()].join('\n');
}

const heading = (boards: readonly Board[], origin: string): string =>
  boards.length
    ? `${banner('#', 'Vivado project: the network between the two streams of an AXI DMA, up to the bitstream.', origin)}#
# Run from the folder that holds the Makefile, after "make hls" or with SOURCE=rtl: "make vivado BOARD=...", or
#   vivado -mode batch -source vivado/build.tcl
# Settings come from the environment:
#   BOARD       ${boards.map(({ id }) => id).join(', ')}; none: the network alone, by vivado/ooc.tcl
#   SOURCE      hls (the default): the IP that "make hls" exported; rtl: the Verilog in rtl/, as a module reference
#   BOARD_REPO  folder of board files, where Vivado has none for the board (else Vivado Store, Boards)
# The bitstream and its .hwh go to pynq/, where the driver looks for them; project and reports to build/vivado/.
`
    : `${banner('#', 'The network alone: no board is known for this device, so there is no block design.', origin)}#
# Run from the folder that holds the Makefile: "make vivado", or
#   vivado -mode batch -source vivado/build.tcl
# SOURCE and PART as in vivado/ooc.tcl, which does the work.
`;

const settings = (boards: readonly Board[]): string => {
  if (boards.length === 0) {
    return `set root [pwd]
source [file join $root vivado ooc.tcl]
`;
  }
  return `set root [pwd]
set board ${boards[0].id}
if {[info exists ::env(BOARD)] && $::env(BOARD) ne ""} {
  set board $::env(BOARD)
}
if {$board eq "none"} {
  source [file join $root vivado ooc.tcl]
  return
}
# Board: part, board part.
set boards {
${boards.map(({ id, part, boardPart }) => `  ${id} {${part} ${boardPart}}`).join('\n')}
}
if {![dict exists $boards $board]} {
  error "BOARD=$board is not one of: [dict keys $boards] none"
}
lassign [dict get $boards $board] part board_part
set out [file join $root build vivado]
`;
};

const project = (): string => `# Project.
if {[info exists ::env(BOARD_REPO)] && $::env(BOARD_REPO) ne ""} {
  set_param board.repoPaths [list $::env(BOARD_REPO)]
}
create_project -force bitscape $out -part $part
set found [lsort -dictionary [get_board_parts -quiet "$board_part:*"]]
if {[llength $found] == 0} {
  error "Vivado has no board files for $board_part: install them (Tools, Vivado Store, Boards), or name their folder in BOARD_REPO"
}
set_property board_part [lindex $found end] [current_project]
if {$source eq "rtl"} {
  add_files -norecurse $rtl_files
  if {[llength $rtl_tables] > 0} {
    add_files -norecurse $rtl_tables
    set_property file_type {Memory Initialization Files} [get_files $rtl_tables]
  }
  update_compile_order -fileset sources_1
} else {
  set_property ip_repo_paths $made [current_project]
  update_ip_catalog -rebuild
}
create_bd_design top

# A cell of the newest version of an IP.
proc cell {vlnv name} {
  set versions [lsort -dictionary [get_ipdefs "$vlnv:*"]]
  if {[llength $versions] == 0} {
    error "Vivado's IP catalog has no $vlnv"
  }
  return [create_bd_cell -type ip -vlnv [lindex $versions end] $name]
}
`;

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
${reports('$out')}
# PYNQ loads bitscape.bit with bitscape.hwh beside it. Vivado 2020.2 and later write the .hwh to .gen, earlier ones to .srcs.
set handoff [lindex [glob -nocomplain \\
  [file join $out bitscape.gen sources_1 bd top hw_handoff top.hwh] \\
  [file join $out bitscape.srcs sources_1 bd top hw_handoff top.hwh]] 0]
if {$handoff eq ""} {
  error "the block design's top.hwh is in neither bitscape.gen nor bitscape.srcs of $out"
}
set run [get_property DIRECTORY [get_runs impl_1]]
file copy -force [file join $run top_wrapper.bit] [file join $root pynq bitscape.bit]
file copy -force $handoff [file join $root pynq bitscape.hwh]
puts "bitstream: [file join $root pynq bitscape.bit]"
`;
