# Runs a generated Tcl or XDC script in a child interpreter whose tool commands only record their calls. An
# unknown command, an unknown option, a file that is not there or an unbalanced brace is an error.
# Usage: tclsh stub-check.tcl <script>; prints one recorded call per line.

# Options of each command that the scripts may use; "=" marks those that take a value.
# Sources: AMD UG902 and UG1399 (HLS), UG835 (Vivado Tcl), UG903 (XDC).
set allowed {
  open_project -reset            set_top {}                      set_part {}
  add_files {-tb -norecurse -cflags=}                            open_solution -reset
  create_clock {-period= -name=} csim_design -argv=              csynth_design {}
  cosim_design -argv=
  export_design {-format= -vendor= -library= -version= -display_name= -description=}

  create_project {-force -part=} get_board_parts -quiet          set_property -dict=
  current_project {}             update_ip_catalog -rebuild      create_bd_design {}
  get_ipdefs {}                  create_bd_cell {-type= -vlnv=}  apply_bd_automation {-rule= -config=}
  get_bd_cells {}                get_bd_pins {}                  get_bd_intf_pins {}
  connect_bd_net {}              connect_bd_intf_net {}          assign_bd_address {}
  validate_bd_design {}          save_bd_design {}               get_files {}
  make_wrapper {-files= -top}    current_fileset {}              update_compile_order -fileset=
  launch_runs {-to_step= -jobs=} wait_on_run {}                  get_runs {}
  get_property {}                open_run {}                     get_ports {}
  read_verilog {}                read_xdc -mode=                 synth_design {-top= -part= -mode=}
  opt_design {}                  place_design {}                 route_design {}
  report_utilization {-hierarchical -file=}                      report_timing_summary -file=
  write_checkpoint -force
}

# Commands whose plain arguments are files that must exist.
set readers {add_files read_verilog read_xdc}

proc record {name args} {
  global allowed readers
  set options [dict get $allowed $name]
  set plain {}
  for {set i 0} {$i < [llength $args]} {incr i} {
    set arg [lindex $args $i]
    if {![regexp {^-[a-z]} $arg]} {
      lappend plain $arg
    } elseif {"$arg=" in $options} {
      incr i
      if {$i == [llength $args]} {error "$name: $arg needs a value"}
    } elseif {$arg ni $options} {
      error "$name: unknown option $arg"
    }
  }
  if {$name in $readers} {
    foreach files $plain {foreach file $files {
      if {![file exists $file] && $file ne "made/top_wrapper.v"} {error "$name: no file $file"}
    }}
  }
  puts "$name $args"
  return [answer $name $plain]
}

# What the scripts go on with.
proc answer {name plain} {
  switch $name {
    get_board_parts {return board}
    get_property {return [expr {[lindex $plain 0] eq "PROGRESS" ? "100%" : "run"}]}
    get_ipdefs {return [string map {* 1.0} $plain]}
    make_wrapper {return made/top_wrapper.v}
    default {return [lindex $plain 0]}
  }
}

set child [interp create]
foreach name [dict keys $allowed] {
  interp alias $child $name {} record $name
}
foreach hidden {exec source socket load} {
  interp hide $child $hidden
}
interp alias $child exit {} return -code return  ;# ends the script, without an error
interp hide $child file
proc guarded_file {child sub args} {
  if {$sub in {copy delete rename}} {
    puts "file $sub $args"
    return
  }
  return [interp invokehidden $child file $sub {*}$args]
}
interp alias $child file {} guarded_file $child

set channel [open [lindex $argv 0]]
set script [read $channel]
close $channel
if {![info complete $script]} {
  puts stderr "[lindex $argv 0]: unbalanced brace or quote"
  exit 1
}
if {[catch {interp eval $child $script} message] == 1} {
  puts stderr "[lindex $argv 0]: $message"
  exit 1
}
