import type { Plan } from '../plan';
import { banner } from './text';

/** Images of the RTL co-simulation: enough to fill the pipeline, few enough to end soon. */
const COSIM_IMAGES = 3;

/** `run_hls.tcl`: C simulation, synthesis, RTL co-simulation and IP export, in Vivado HLS or Vitis HLS. */
export const runHls = ({ request, shape }: Plan, origin: string): string =>
  `${banner('#', 'C simulation, synthesis, RTL co-simulation and IP export.', origin)}#
# Run from the folder that holds the Makefile: "make hls", or
#   vitis_hls -f hls/run_hls.tcl                     Vitis HLS 2020.1 to 2024.1
#   vitis-run --mode hls --tcl hls/run_hls.tcl       Vitis 2024.2 and later
#   vivado_hls -f hls/run_hls.tcl                    Vivado HLS 2018.3 to 2019.2
# HLS_STEPS picks steps, for example: HLS_STEPS="csynth export" make hls

set root [pwd]
if {![file exists [file join $root hls bitscape_top.cpp]]} {
  error "hls/bitscape_top.cpp is not here: run this from the folder that holds the Makefile"
}
set steps {csim csynth cosim export}
if {[info exists ::env(HLS_STEPS)]} {
  set steps $::env(HLS_STEPS)
}
set golden [file join $root golden]

file mkdir [file join $root build]
cd [file join $root build]

open_project -reset bitscape_hls
set_top bitscape_top
add_files [file join $root hls bitscape_top.cpp] -cflags "-std=c++0x"
add_files -tb [file join $root hls tb.cpp] -cflags "-std=c++0x"

open_solution -reset solution1
set_part {${request.device.part}}
create_clock -period ${(1000 / request.clockMhz).toFixed(3)} -name default

if {"csim" in $steps} {
  csim_design -argv $golden
}
if {"csynth" in $steps} {
  csynth_design
}
if {"cosim" in $steps} {
  cosim_design -argv "$golden ${COSIM_IMAGES}"
}
if {"export" in $steps} {
  export_design -format ip_catalog -vendor bitscape -library hls -version 1.0 \\
    -display_name "Bitscape network" -description "Quantized neural network ${shape}"
}
cd $root
exit
`;
