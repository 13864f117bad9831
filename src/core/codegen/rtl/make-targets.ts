import type { Plan } from '../plan';

/** Targets of the Makefile for the Verilog, and their lines in `make help`. */
export interface RtlTargets {
  /** Names, for .PHONY. */
  names: string;
  help: string;
  /** Variables and rules. */
  rules: string;
}

/** Yosys' name of a family: 7-series, else UltraScale+. */
const yosysFamily = (part: string): string => (part.startsWith('xc7') ? 'xc7' : 'xcup');

/** The targets of an export. */
export const rtlTargets = (plan: Plan): RtlTargets => ({
  names: 'sim lint synth-yosys',
  help: `	@echo "make sim                      Verilog simulation against golden/, SIM=verilator|iverilog, SEED=<of the stalls>"
	@echo "make lint                     Verilator's lint of the Verilog"
	@echo "make synth-yosys              Yosys: LUTs, registers, block RAMs and DSPs of the Verilog"
`,
  rules: rules(yosysFamily(plan.request.device.part)),
});

const rules = (
  family: string,
): string => `# The Verilog in rtl/. Verilator takes longer to build and is far faster then; before version 5 it cannot run the test bench.
VERILATOR_MAJOR = $(firstword $(subst ., ,$(word 2,$(shell verilator --version 2> /dev/null))))
SIM ?= $(if $(filter-out 3 4,$(VERILATOR_MAJOR)),verilator,iverilog)
SEED ?= 1
SIMFLAGS ?=
RTL = $(filter-out rtl/tb.v,$(wildcard rtl/*.v))
YOSYS_FAMILY ?= ${family}
YOSYS_FLAGS ?=

sim: build/$(SIM)/sim
	@cd rtl && ../build/$(SIM)/sim +golden=../golden +seed=$(SEED) $(SIMFLAGS) | tee ../build/$(SIM)/sim.log
	@grep -q "^PASS$$" build/$(SIM)/sim.log

build/iverilog/sim: rtl/tb.v $(RTL)
	@command -v iverilog > /dev/null || { echo "make sim needs Verilator 5 or Icarus Verilog: install verilator or iverilog" >&2; exit 1; }
	@mkdir -p $(@D)
	iverilog -g2005 -Wall -Wno-timescale -o $@ $^

build/verilator/sim: rtl/tb.v $(RTL)
	@command -v verilator > /dev/null || { echo "make sim SIM=verilator needs Verilator 5: install verilator" >&2; exit 1; }
	@mkdir -p $(@D)
	@echo "verilator --binary (log in $(@D)/build.log)"
	@verilator --binary -O3 -j 2 --timescale 1ns/1ps -Wno-fatal -Wno-lint -Wno-style --Mdir $(@D) --top-module tb -o sim $^ \\
	  > $(@D)/build.log 2>&1 || { cat $(@D)/build.log >&2; exit 1; }

lint:
	@command -v verilator > /dev/null || { echo "make lint needs Verilator: install verilator" >&2; exit 1; }
	verilator --lint-only -Wall --top-module bitscape_top rtl/lint.vlt $(RTL)

synth-yosys:
	@command -v yosys > /dev/null || { echo "make synth-yosys needs Yosys: install yosys" >&2; exit 1; }
	@mkdir -p build/yosys
	yosys -q -l build/yosys/log.txt -p "read_verilog -defer $(RTL); synth_xilinx -family $(YOSYS_FAMILY) -flatten -noiopad -noclkbuf $(YOSYS_FLAGS) -top bitscape_top; tee -q -o build/yosys/report.txt stat"
	@awk '{ n = $$1 ~ /^[0-9]+$$/ ? $$1 : $$2; c = $$1 ~ /^[0-9]+$$/ ? $$NF : $$1 } \\
	  c ~ /^(LUT[1-6]|INV)$$/ { lut += n } c ~ /^RAM[0-9]+/ { ram += n } c ~ /^FD/ { ff += n } \\
	  c ~ /^RAMB18/ { b18 += n } c ~ /^RAMB36/ { b18 += 2 * n } c ~ /^DSP48/ { dsp += n } c ~ /^CARRY/ { carry += n } \\
	  END { printf "LUT %d LUT-RAM cells %d FF %d RAMB18 %d DSP %d CARRY %d\\n", lut, ram, ff, b18, dsp, carry }' build/yosys/report.txt
`;
