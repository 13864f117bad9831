import { banner } from '../hls/text';
import type { Plan } from '../plan';
import { networkSource } from './network-source';
import { reports } from './reports';

/** `ooc.tcl`: synthesis, placement and routing of the network alone, to compare with the estimate. */
export const oocScript = ({ request }: Plan, origin: string): string =>
  `${banner('#', 'The network alone (out of context): utilisation, timing and power, to compare with the estimate.', origin)}#
# Run from the folder that holds the Makefile, after "make hls" or with SOURCE=rtl: "make ooc", or
#   vivado -mode batch -source vivado/ooc.tcl
# Settings come from the environment:
#   SOURCE  hls (the default): the Verilog that "make hls" made; rtl: the Verilog in rtl/
#   PART    any part that Vivado knows; ${request.device.part} without

set root [pwd]
set part ${request.device.part}
if {[info exists ::env(PART)] && $::env(PART) ne ""} {
  set part $::env(PART)
}

${networkSource('build bitscape_hls solution1 syn verilog')}
set reports [file join $root build ooc]
file mkdir $reports

# Tables of weights are read by names relative to the sources' folder.
if {$source eq "rtl"} {
  cd [file join $root rtl]
  read_verilog $rtl_files
} else {
  cd $made
  read_verilog [glob [file join $made *.v]]
}
read_xdc -mode out_of_context [file join $root vivado constraints.xdc]

synth_design -top bitscape_top -part $part -mode out_of_context
report_utilization -hierarchical -file [file join $reports utilization_synth.rpt]

opt_design
place_design
route_design
${reports('$reports')}write_checkpoint -force [file join $reports bitscape_top.dcp]
cd $root
`;
