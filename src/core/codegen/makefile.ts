import { banner } from './hls/text';
import type { Plan } from './plan';
import { rtlTargets } from './rtl/make-targets';
import { boardsOf } from './vivado/boards';

/** `Makefile`: simulation of the C++ and the Verilog, open synthesis, and the vendor's tools where they are installed. */
export function makefile(plan: Plan, origin: string): string {
  const boards = boardsOf(plan.request.device);
  const rtl = rtlTargets(plan);
  return `${banner('#', 'Simulation of the C++ and the Verilog, Yosys, HLS and Vivado.', origin)}
CXX ?= g++
CXXFLAGS ?= -O2
# For Vivado: the board (none for the network alone), what the network is taken from (hls or rtl), another part for make ooc.
BOARD ?= ${boards[0]?.id ?? ''}
SOURCE ?= hls
PART ?=

# Xilinx's own ap_int.h instead of the stand-in: make csim AP_TYPES=<folder that holds ap_int.h>
INCLUDES = $(if $(AP_TYPES),-I$(AP_TYPES)) -Ihls/include
BUILD = build/csim$(if $(AP_TYPES),-ap-types)

.PHONY: help csim ${rtl.names} hls vivado ooc clean

help:
	@echo "make csim                     C simulation against golden/, with $(CXX) alone"
	@echo "make csim AP_TYPES=<folder>   the same with Xilinx's ap_int.h"
${rtl.help}	@echo "make hls                      Vitis HLS or Vivado HLS: C simulation, RTL, RTL simulation, IP"
	@echo "${
    boards.length
      ? `make vivado                   Vivado: bitstream with a DMA for BOARD=${boards.map(({ id }) => id).join('|')}, to pynq/`
      : 'make vivado                   the same as make ooc: no board is known for this device'
  }"
	@echo "make ooc                      Vivado: the network alone, utilisation, timing and power, PART=<any part>"
	@echo "                              both take what make hls made, or with SOURCE=rtl the Verilog in rtl/"
	@echo "make clean                    removes what the other targets made"

csim: $(BUILD)/tb
	@./$(BUILD)/tb golden

$(BUILD)/tb: $(wildcard hls/*.cpp hls/*.h hls/include/*.h)
	@command -v $(CXX) > /dev/null || { echo "make csim needs a C++ compiler: install g++, or name one with CXX=..." >&2; exit 1; }
	@test -z "$(AP_TYPES)" -o -f "$(AP_TYPES)/ap_int.h" || { echo "AP_TYPES=$(AP_TYPES) holds no ap_int.h" >&2; exit 1; }
	@mkdir -p $(BUILD)
	$(CXX) -std=c++14 $(CXXFLAGS) -Wall -Wextra -Wno-unknown-pragmas $(INCLUDES) hls/bitscape_top.cpp hls/tb.cpp -o $@

${rtl.rules}
hls:
	@if command -v vitis-run > /dev/null; then vitis-run --mode hls --tcl hls/run_hls.tcl; \\
	elif command -v vitis_hls > /dev/null; then vitis_hls -f hls/run_hls.tcl; \\
	elif command -v vivado_hls > /dev/null; then vivado_hls -f hls/run_hls.tcl; \\
	else echo "make hls needs Vitis HLS (vitis-run or vitis_hls) or Vivado HLS (vivado_hls) on the PATH: source its settings64.sh" >&2; exit 1; fi

vivado: need-vivado need-network
	BOARD=$(BOARD) SOURCE=$(SOURCE) PART=$(PART) vivado -mode batch -nojournal -source vivado/build.tcl

ooc: need-vivado need-network
	SOURCE=$(SOURCE) PART=$(PART) vivado -mode batch -nojournal -source vivado/ooc.tcl

.PHONY: need-vivado need-network
need-vivado:
	@command -v vivado > /dev/null || { echo "vivado is not on the PATH: install Vivado and source its settings64.sh" >&2; exit 1; }
need-network: need-vivado
	@case "$(SOURCE)" in \\
	  rtl) test -f rtl/bitscape_top.v || { echo "SOURCE=rtl: this export has no Verilog, use SOURCE=hls" >&2; exit 1; };; \\
	  hls) test -d build/bitscape_hls/solution1/syn/verilog || { echo "the network's RTL is missing: run make hls first, or take rtl/ with SOURCE=rtl" >&2; exit 1; };; \\
	  *) echo "SOURCE=$(SOURCE) is not one of: hls rtl" >&2; exit 1;; \\
	esac

clean:
	rm -rf build pynq/bitscape.bit pynq/bitscape.hwh
`;
}
