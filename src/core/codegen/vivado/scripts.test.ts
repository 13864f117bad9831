import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { deviceOf } from '../../hardware/devices';
import { mlp } from '../../network/presets';
import { generateExport } from '../export';
import { testRequest } from '../testing';

const tclsh = spawnSync('tclsh', [], { input: 'exit' }).status === 0;
if (!tclsh) console.warn('The Tcl and XDC scripts are not tested: tclsh is missing');

const STUBS = join(import.meta.dirname, 'stub-check.tcl');
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** An export in a new folder, as if "make hls" had run: with RTL and an IP. */
function unpacked(device: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'bitscape-tcl-'));
  folders.push(folder);
  const request = testRequest({
    topology: mlp('784-8-10', [8]),
    bits: [2, 2, 1],
    foldings: [
      [2, 49],
      [5, 4],
    ],
    vectors: 1,
    device: deviceOf(device),
  });
  const made = 'build/bitscape_hls/solution1';
  const results = [
    { path: `${made}/syn/verilog/bitscape_top.v`, content: '' },
    { path: `${made}/impl/ip/component.xml`, content: '' },
  ];
  for (const { path, content } of [...generateExport(request), ...results]) {
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
  it.each(['xc7z020', 'zu3eg', 'xc7a200t'])('run with recording stubs for %s', (device) => {
    const folder = unpacked(device);
    const scripts = ['hls/run_hls.tcl', 'vivado/ooc.tcl', 'vivado/constraints.xdc'];
    if (device !== 'xc7a200t') scripts.push('vivado/build.tcl');
    for (const script of scripts) {
      const { status, stderr } = check(folder, script);
      expect(stderr).toBe('');
      expect(status).toBe(0);
    }
  });

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

  it.each(['xc7z020', 'zu3eg'])('build.tcl connects every pin once, of cells that it made (%s)', (device) => {
    const { calls } = check(unpacked(device), 'vivado/build.tcl');
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
  });

  it('build.tcl takes BOARD and names the boards when it is wrong', () => {
    const folder = unpacked('xc7z020');
    const pynqZ1 = check(folder, 'vivado/build.tcl', { BOARD: 'pynq-z1' }).calls.join('\n');
    expect(pynqZ1).toContain('www.digilentinc.com:pynq-z1:part0:1.0');
    const wrong = check(folder, 'vivado/build.tcl', { BOARD: 'zedboard' });
    expect(wrong.status).toBe(1);
    expect(wrong.stderr).toContain('BOARD=zedboard is not one of: pynq-z2 pynq-z1');
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

describe('scripts of a device without a board', () => {
  it('have no block design', () => {
    const options = { bits: [2, 2, 1] as const, foldings: [[2, 49] as const, [5, 4] as const], vectors: 1 };
    const request = testRequest({ ...options, topology: mlp('784-8-10', [8]), device: deviceOf('xc7a200t') });
    const paths = generateExport(request).map((f) => f.path);
    expect(paths).toContain('vivado/ooc.tcl');
    expect(paths).not.toContain('vivado/build.tcl');
  });
});
