/** Where the scripts take the network from; README and docs name them in these words. */
export const SOURCES = ['hls', 'rtl'] as const;

/**
 * Tcl that sets `source` from SOURCE, and checks that it is there: `hls` is what "make hls" made in `made`, `rtl` the Verilog of
 * the export. `rtl_files` and `rtl_tables` are then the latter's sources and the weights that they read.
 */
export const networkSource = (
  made: string,
): string => `# SOURCE=hls takes what "make hls" made of hls/ (the default), SOURCE=rtl the Verilog in rtl/ as it is.
set source hls
if {[info exists ::env(SOURCE)] && $::env(SOURCE) ne ""} {
  set source $::env(SOURCE)
}
if {$source ni {${SOURCES.join(' ')}}} {
  error "SOURCE=$source is not one of: ${SOURCES.join(' ')}"
}
set made [file join $root ${made}]
set rtl_files {}
set rtl_tables {}
if {$source eq "rtl"} {
  if {![file exists [file join $root rtl bitscape_top.v]]} {
    error "SOURCE=rtl: rtl/bitscape_top.v is not here: use SOURCE=hls, and run from the folder that holds the Makefile"
  }
  foreach file [lsort [glob [file join $root rtl *.v]]] {
    if {[file tail $file] ne "tb.v"} {lappend rtl_files $file}
  }
  set rtl_tables [lsort [glob -nocomplain [file join $root rtl *.hex]]]
} elseif {![file isdirectory $made]} {
  error "$made is missing: run make hls first, from the folder that holds the Makefile; or use SOURCE=rtl"
}
`;
