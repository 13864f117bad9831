# Runs a generated Tcl or XDC script in a child interpreter whose tool commands only record their calls. An
# unknown command, an unknown option, a file that is not there or an unbalanced brace is an error.
# Usage: tclsh stub-check.tcl <script>; prints one recorded call per line.
# STUB_PROPERTIES in the environment: names and values that get_property answers, such as "PROGRESS 40% SLACK -0.2".

# Options of each command that the scripts may use; "=" marks those that take a value.
# Sources: AMD UG902 and UG1399 (HLS), UG835 (Vivado Tcl), UG994 (block designs), UG903 (XDC).
set allowed {
  open_project -reset            set_top {}                      set_part {}
  add_files {-tb -norecurse -cflags=}                            open_solution -reset
  create_clock {-period= -name=} csim_design -argv=              csynth_design {}
  cosim_design -argv=
  export_design {-format= -vendor= -library= -version= -display_name= -description=}

  create_project {-force -part=} get_board_parts -quiet          set_property -dict=
  current_project {}             update_ip_catalog -rebuild      create_bd_design {}
  get_ipdefs {}                  create_bd_cell {-type= -vlnv= -reference=}
  apply_bd_automation {-rule= -config=}                          set_param {}
  get_bd_cells {}                get_bd_pins {}                  get_bd_intf_pins {}
  connect_bd_net {}              connect_bd_intf_net {}          assign_bd_address {}
  validate_bd_design {}          save_bd_design {}               get_files {}
  make_wrapper {-files= -top}    current_fileset {}              update_compile_order -fileset=
  launch_runs {-to_step= -jobs=} wait_on_run {}                  get_runs {}
  get_property {}                open_run {}                     get_ports -quiet
  read_verilog {}                read_xdc -mode=                 synth_design {-top= -part= -mode=}
  opt_design {}                  place_design {}                 route_design {}
  report_utilization {-hierarchical -file=}                      report_timing_summary -file=
  report_power -file=            get_timing_paths {-setup -max_paths=}
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
    get_property {return [property [lindex $plain 0]]}
    get_ipdefs {return [string map {* 1.0} $plain]}
    make_wrapper {return made/top_wrapper.v}
    default {return [lindex $plain 0]}
  }
}

proc property {name} {
  set values {PROGRESS 100% SLACK 0.25}
  if {[info exists ::env(STUB_PROPERTIES)]} {set values [dict merge $values $::env(STUB_PROPERTIES)]}
  return [expr {[dict exists $values $name] ? [dict get $values $name] : "run"}]
}

# Runs a script in the child interpreter; "return" ends it, as it does in a sourced file.
proc run_script {path} {
  global child
  set channel [open $path]
  set script [read $channel]
  close $channel
  if {![info complete $script]} {error "unbalanced brace or quote"}
  if {[catch {interp eval $child $script} message] == 1} {error $message}
}

set child [interp create]
foreach name [dict keys $allowed] {
  interp alias $child $name {} record $name
}
foreach hidden {exec socket load} {
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

interp alias $child source {} run_script

if {[catch {run_script [lindex $argv 0]} message]} {
  puts stderr "[lindex $argv 0]: $message"
  exit 1
}
