/** Tcl that reports on the open, routed design into `folder` (a Tcl expression) and says whether it meets the clock. */
export const reports = (
  folder: string,
): string => `report_utilization -file [file join ${folder} utilization.rpt]
report_utilization -hierarchical -file [file join ${folder} utilization_hierarchical.rpt]
report_timing_summary -file [file join ${folder} timing.rpt]
report_power -file [file join ${folder} power.rpt]
set slack [get_property SLACK [get_timing_paths -setup -max_paths 1]]
puts "reports: ${folder}; worst setup slack $slack ns"
if {$slack ne "" && $slack < 0} {
  puts "WARNING: the clock is not met by [expr {-$slack}] ns: see timing.rpt, and choose a slower clock or another folding"
}
`;
