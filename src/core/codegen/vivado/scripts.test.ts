import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { deviceOf } from '../../hardware/devices';
import { mlp } from '../../network/presets';
import { generateExport } from '../export';
import { TEST_DEVICE, testRequest } from '../testing';
import { BOARDS, boardsOf } from './boards';

const tclsh = spawnSync('tclsh', [], { input: 'exit' }).status === 0;
if (!tclsh) console.warn('The Tcl and XDC scripts are not tested: tclsh is missing');

const STUBS = join(import.meta.dirname, 'stub-check.tcl');
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const bits = [2, 2, 1] as const;
const foldings = [[2, 49] as const, [5, 4] as const];
const HANDOFF = 'build/vivado/bitscape.gen/sources_1/bd/top/hw_handoff/top.hwh';

/** Files of an export. */
const exported = (device: string) =>
  generateExport(
    testRequest({ topology: mlp('784-8-10', [8]), bits, foldings, vectors: 1, device: deviceOf(device) }),
  );

/** An export in a new folder; `made`: as if "make hls" had run, with RTL and an IP, and Vivado had written a .hwh. */
function unpacked(device: string, made = ['syn/verilog/bitscape_top.v', 'impl/ip/component.xml']): string {
  const folder = mkdtempSync(join(tmpdir(), 'bitscape-tcl-'));
  folders.push(folder);
  const results = [...made.map((path) => `build/bitscape_hls/solution1/${path}`), HANDOFF];
  for (const { path, content } of [...exported(device), ...results.map((path) => ({ path, content: '' }))]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

function check(folder: string, script: string, env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync('tclsh', [STUBS, script], {
    cwd: folder,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  return { status, stderr, calls: stdout.split('\n') };
}

describe.skipIf(!tclsh)('scripts of an export', () => {
  it.each(['xc7z020', 'zu3eg', 'k26', 'zu7ev', 'xc7a200t'])(
    'run with recording stubs for %s, of HLS and of the Verilog',
    (device) => {
      const folder = unpacked(device);
      const scripts = ['hls/run_hls.tcl', 'vivado/ooc.tcl', 'vivado/constraints.xdc', 'vivado/build.tcl'];
      for (const SOURCE of ['hls', 'rtl']) {
        for (const script of scripts) {
          const { status, stderr } = check(folder, script, { SOURCE });
          expect(stderr).toBe('');
          expect(status).toBe(0);
        }
      }
    },
  );

  it('run_hls.tcl goes from C simulation to the IP, at the clock and for the part', () => {
    const folder = unpacked('xc7z020');
    const { calls } = check(folder, 'hls/run_hls.tcl');
    expect(calls).toContain('set_part xc7z020clg400-1');
    expect(calls).toContain('create_clock -period 10.000 -name default');
    expect(calls.map((call) => call.split(' ')[0]).filter((name) => name.endsWith('_design'))).toEqual([
      'csim_design',
      'csynth_design',
      'cosim_design',
      'export_design',
    ]);
    const picked = check(folder, 'hls/run_hls.tcl', { HLS_STEPS: 'csynth' }).calls.join('\n');
    expect(picked).toContain('csynth_design');
    expect(picked).not.toContain('csim_design');
  });

  it.each([
    ['xc7z020', 'hls'],
    ['xc7z020', 'rtl'],
    ['zu3eg', 'hls'],
    ['k26', 'rtl'],
    ['zu7ev', 'hls'],
  ])('build.tcl connects every pin once, of cells that it made (%s, %s)', (device, SOURCE) => {
    const { calls } = check(unpacked(device), 'vivado/build.tcl', { SOURCE });
    const words = calls.map((call) => call.split(' '));
    const cells = words.filter(([name]) => name === 'create_bd_cell').map((call) => call.at(-1));
    const connections = words.filter(([name]) => /^connect_bd_(intf_)?net$/.test(name));
    const pins = connections.flatMap((call) => call.slice(1));
    expect(new Set(pins.map((pin) => pin.split('/')[0]))).toEqual(new Set(cells));
    const sinks = connections.map((call) => call[2]);
    expect(new Set(sinks).size).toBe(sinks.length);
    expect(connections.map((call) => call.slice(1).join(' '))).toEqual(
      expect.arrayContaining(['dma/M_AXIS_MM2S network/s_axis', 'network/m_axis dma/S_AXIS_S2MM']),
    );
    const [clock, reset] = SOURCE === 'rtl' ? ['aclk', 'aresetn'] : ['ap_clk', 'ap_rst_n'];
    expect(sinks).toEqual(expect.arrayContaining([`network/${clock}`, `network/${reset}`]));
  });

  it('build.tcl leaves no pin of a clock, a reset or an interface open', () => {
    const { calls } = check(unpacked('xc7z020'), 'vivado/build.tcl');
    const connected = calls
      .filter((call) => /^connect_bd_/.test(call))
      .map((call) => call.split(' ').slice(1));
    const pinsOf = (cell: string) =>
      connected.flat().flatMap((pin) => (pin.startsWith(`${cell}/`) ? [pin.slice(cell.length + 1)] : []));
    const unique = (cell: string) => [...new Set(pinsOf(cell))].sort();
    // Pins of a DMA without scatter-gather (PG021), of SmartConnect (PG247) and of the PS with GP0 and HP0 on (PG082).
    expect(unique('dma')).toEqual(
      [
        ...['M_AXIS_MM2S', 'M_AXI_MM2S', 'M_AXI_S2MM', 'S_AXIS_S2MM', 'S_AXI_LITE', 'axi_resetn'],
        ...['m_axi_mm2s_aclk', 'm_axi_s2mm_aclk', 's_axi_lite_aclk'],
      ].sort(),
    );
    expect(unique('data')).toEqual(['M00_AXI', 'S00_AXI', 'S01_AXI', 'aclk', 'aresetn']);
    expect(unique('control')).toEqual(['M00_AXI', 'S00_AXI', 'aclk', 'aresetn']);
    expect(unique('network')).toEqual(['ap_clk', 'ap_rst_n', 'm_axis', 's_axis']);
    expect(unique('ps')).toEqual([
      ...['FCLK_CLK0', 'FCLK_RESET0_N', 'M_AXI_GP0', 'M_AXI_GP0_ACLK', 'S_AXI_HP0', 'S_AXI_HP0_ACLK'],
    ]);
  });

  it('build.tcl takes the IP of HLS or, with SOURCE=rtl, the Verilog with its weights and without the test bench', () => {
    const folder = unpacked('xc7z020', []);
    const rtl = check(folder, 'vivado/build.tcl', { SOURCE: 'rtl' }).calls;
    expect(rtl).toContain('create_bd_cell -type module -reference bitscape_top network');
    const [sources, tables] = rtl.filter((call) => call.startsWith('add_files'));
    expect(sources).toContain('rtl/bitscape_top.v');
    expect(sources).not.toContain('rtl/tb.v');
    expect(tables).toContain('rtl/mvau0_weights.hex');
    expect(rtl.join('\n')).not.toContain('ip_repo_paths');
    const hls = check(folder, 'vivado/build.tcl');
    expect(hls.stderr).toMatch(/impl\/ip is missing: run make hls first/);
    const made = check(unpacked('xc7z020'), 'vivado/build.tcl').calls;
    expect(made).toContain('create_bd_cell -type ip -vlnv bitscape:hls:bitscape_top:1.0 network');
  });

  it('build.tcl and ooc.tcl refuse another SOURCE, and rtl where there is none', () => {
    const folder = unpacked('xc7z020');
    rmSync(join(folder, 'rtl'), { recursive: true });
    for (const script of ['vivado/build.tcl', 'vivado/ooc.tcl']) {
      expect(check(folder, script, { SOURCE: 'vhdl' }).stderr).toContain(
        'SOURCE=vhdl is not one of: hls rtl',
      );
      expect(check(folder, script, { SOURCE: 'rtl' }).stderr).toContain('rtl/bitscape_top.v is not here');
    }
  });

  it('build.tcl reports, and copies the bitstream with its .hwh to where the driver looks', () => {
    const folder = unpacked('xc7z020');
    const { calls } = check(folder, 'vivado/build.tcl');
    const names = calls.map((call) => call.split(' ')[0]);
    for (const report of ['report_utilization', 'report_timing_summary', 'report_power']) {
      expect(names.indexOf(report)).toBeGreaterThan(names.indexOf('open_run'));
    }
    const copies = calls.filter((call) => call.startsWith('file copy'));
    expect(copies.map((call) => call.split(' ').at(-1))).toEqual([
      join(folder, 'pynq/bitscape.bit'),
      join(folder, 'pynq/bitscape.hwh'),
    ]);
    expect(copies[1]).toContain(HANDOFF);
    rmSync(join(folder, HANDOFF));
    expect(check(folder, 'vivado/build.tcl').stderr).toContain("the block design's top.hwh is in neither");
  });

  it('build.tcl stops when the implementation failed, and warns when the clock is not met', () => {
    const folder = unpacked('xc7z020');
    const failed = check(folder, 'vivado/build.tcl', { STUB_PROPERTIES: 'PROGRESS 40%' });
    expect(failed.stderr).toContain('implementation failed');
    expect(failed.calls.join('\n')).not.toContain('file copy');
    const slow = check(folder, 'vivado/build.tcl', { STUB_PROPERTIES: 'SLACK -0.5' });
    expect(slow.calls).toContainEqual(expect.stringContaining('WARNING: the clock is not met by 0.5 ns'));
    expect(check(folder, 'vivado/build.tcl').calls.join('\n')).not.toContain('WARNING');
  });

  it('build.tcl takes BOARD and names the boards when it is wrong', () => {
    const folder = unpacked('xc7z020');
    const pynqZ1 = check(folder, 'vivado/build.tcl', { BOARD: 'pynq-z1' }).calls.join('\n');
    expect(pynqZ1).toContain('www.digilentinc.com:pynq-z1:part0:*');
    const wrong = check(folder, 'vivado/build.tcl', { BOARD: 'zedboard' });
    expect(wrong.status).toBe(1);
    expect(wrong.stderr).toContain('BOARD=zedboard is not one of: pynq-z2 pynq-z1 none');
    const repository = check(folder, 'vivado/build.tcl', { BOARD_REPO: '/boards' }).calls;
    expect(repository).toContain('set_param board.repoPaths /boards');
  });

  it('build.tcl with BOARD=none, and of a device without a board, is the network alone', () => {
    const alone = check(unpacked('xc7z020'), 'vivado/build.tcl', { BOARD: 'none' }).calls;
    const boardless = check(unpacked('xc7a200t'), 'vivado/build.tcl').calls;
    for (const calls of [alone, boardless]) {
      expect(calls.join('\n')).not.toContain('create_bd');
      expect(calls.filter((call) => /^(synth_design|route_design|report_power)/.test(call))).toHaveLength(3);
    }
    expect(boardless).toContain('synth_design -top bitscape_top -part xc7a200tsbg484-1 -mode out_of_context');
  });

  it('ooc.tcl takes any part, and the Verilog without make hls', () => {
    const folder = unpacked('xc7z020', []);
    const { calls, status } = check(folder, 'vivado/ooc.tcl', {
      SOURCE: 'rtl',
      PART: 'xczu9eg-ffvb1156-2-e',
    });
    expect(status).toBe(0);
    expect(calls).toContain('synth_design -top bitscape_top -part xczu9eg-ffvb1156-2-e -mode out_of_context');
    const read = calls.find((call) => call.startsWith('read_verilog'));
    expect(read).toContain('rtl/bitscape_top.v');
    expect(read).not.toContain('rtl/tb.v');
  });

  it.each([
    ['report_power -file', 'report_powers -file', 'invalid command name'],
    ['-reference bitscape_top', '-references bitscape_top', 'unknown option -references'],
    ['lappend rtl_files $file', 'lappend rtl_files $file.x', 'no file'],
  ] as const)('the stubs notice a fault in build.tcl: %s', (from, to, message) => {
    const folder = unpacked('xc7z020');
    const path = join(folder, 'vivado/build.tcl');
    writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
    const { status, stderr } = check(folder, 'vivado/build.tcl', { SOURCE: 'rtl' });
    expect(stderr).toContain(message);
    expect(status).toBe(1);
  });

  it.each([
    ['a misspelt command', (s: string) => s.replace('set_top', 'set_topp'), 'invalid command name'],
    ['an unknown option', (s: string) => s.replace('-period', '-periods'), 'unknown option -periods'],
    ['a missing file', (s: string) => s.replace('hls tb.cpp', 'hls tbb.cpp'), 'no file'],
    ['an unbalanced brace', (s: string) => s.replace('csynth_design\n}', 'csynth_design\n'), 'unbalanced'],
  ])('the stubs notice %s', (_, change, message) => {
    const folder = unpacked('xc7z020');
    const path = join(folder, 'hls/run_hls.tcl');
    writeFileSync(path, change(readFileSync(path, 'utf8')));
    const { status, stderr } = check(folder, 'hls/run_hls.tcl');
    expect(status).toBe(1);
    expect(stderr).toContain(message);
  });
});

describe('boards', () => {
  const idsOf = (device: string) => boardsOf(deviceOf(device)).map(({ id }) => id);

  it('are those that carry the device: chip and package, whatever the speed grade', () => {
    expect(idsOf('xc7z020')).toEqual(['pynq-z2', 'pynq-z1']);
    expect(idsOf('zu3eg')).toEqual(['ultra96', 'ultra96v2']);
    expect(idsOf('k26')).toEqual(['kv260']);
    expect(idsOf('zu7ev')).toEqual(['zcu104']);
    expect(idsOf('xc7a200t')).toEqual([]);
  });

  it('of one device have one processing system: build.tcl is written for it', () => {
    for (const { part } of BOARDS) {
      const systems = boardsOf({ ...TEST_DEVICE, part }).map(({ system }) => system);
      expect(new Set(systems).size).toBe(1);
    }
  });
});
