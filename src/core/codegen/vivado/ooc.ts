import { banner } from '../hls/text';
import type { Plan } from '../plan';

/** `ooc.tcl`: synthesis, placement and routing of the network alone, to compare with the estimate. */
export const oocScript = ({ request }: Plan, origin: string): string =>
  `${banner('#', 'The network alone (out of context): utilisation and timing, to compare with the estimate.', origin)}#
# Run after "make hls", from the folder that holds the Makefile: "make ooc", or
#   vivado -mode batch -source vivado/ooc.tcl

set root [pwd]
set verilog [file join $root build bitscape_hls solution1 syn verilog]
set reports [file join $root build ooc]
if {![file isdirectory $verilog]} {
  error "$verilog is missing: run make hls first, from the folder that holds the Makefile"
}
file mkdir $reports

# Tables of weights are read by relative names, "./<table>.dat".
cd $verilog
read_verilog [glob [file join $verilog *.v]]
read_xdc -mode out_of_context [file join $root vivado constraints.xdc]

synth_design -top bitscape_top -part ${request.device.part} -mode out_of_context
report_utilization -hierarchical -file [file join $reports utilization_synth.rpt]

opt_design
place_design
route_design
report_utilization -hierarchical -file [file join $reports utilization.rpt]
report_timing_summary -file [file join $reports timing.rpt]
write_checkpoint -force [file join $reports bitscape_top.dcp]
cd $root
`;
