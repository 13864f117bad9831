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
BOARD ?= ${boards[0]?.id ?? ''}

# Xilinx's own ap_int.h instead of the stand-in: make csim AP_TYPES=<folder that holds ap_int.h>
INCLUDES = $(if $(AP_TYPES),-I$(AP_TYPES)) -Ihls/include
BUILD = build/csim$(if $(AP_TYPES),-ap-types)

.PHONY: help csim ${rtl.names} hls vivado ooc clean

help:
	@echo "make csim                     C simulation against golden/, with $(CXX) alone"
	@echo "make csim AP_TYPES=<folder>   the same with Xilinx's ap_int.h"
${rtl.help}	@echo "make hls                      Vitis HLS or Vivado HLS: C simulation, RTL, RTL simulation, IP"
${boards.length ? `	@echo "make vivado                   bitstream with a DMA for BOARD=${boards.map((b) => b.id).join('|')} (after make hls)"` : '	@echo "make vivado                   the same as make ooc: no board file for this device"'}
	@echo "make ooc                      Vivado: synthesis of the network alone, utilisation and timing (after make hls)"

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

${
  boards.length
    ? `vivado: need-vivado need-ip
	BOARD=$(BOARD) vivado -mode batch -nojournal -source vivado/build.tcl`
    : 'vivado: ooc'
}

ooc: need-vivado need-ip
	vivado -mode batch -nojournal -source vivado/ooc.tcl

.PHONY: need-vivado need-ip
need-vivado:
	@command -v vivado > /dev/null || { echo "vivado is not on the PATH: install Vivado and source its settings64.sh" >&2; exit 1; }
need-ip: need-vivado
	@test -d build/bitscape_hls/solution1/syn/verilog || { echo "the network's RTL is missing: run make hls first" >&2; exit 1; }

clean:
	rm -rf build
`;
}
