import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ensureTools, findTool, TOOLS } from './tools.mjs';

let folder = '';
/** An executable in the folder that ends with this status. */
const plant = (name: string, status = 0) => {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\nexit ${status}\n`);
  chmodSync(path, 0o755);
  return path;
};
const named = (name: string) => TOOLS.find((tool) => tool.name === name)!;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bitscape-tools-'));
  vi.stubEnv('PATH', ['/nowhere', folder].join(delimiter));
  vi.stubEnv('CHROMIUM_PATH', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe('tools', () => {
  it('are found on the PATH', () => {
    expect(findTool(named('make'))).toBeUndefined();
    const path = plant('make');
    expect(findTool(named('make'))).toBe(path);
  });

  it('skip a browser that does not start', () => {
    plant('chromium', 1);
    const second = plant('google-chrome');
    expect(findTool(named('Chromium'))).toBe(second);
  });

  it('prefer the path of the environment variable', () => {
    plant('chromium');
    const own = plant('my-browser');
    vi.stubEnv('CHROMIUM_PATH', own);
    expect(findTool(named('Chromium'))).toBe(own);
  });

  it('that are missing and cannot be installed are named in one line', () => {
    plant('chromium');
    plant('make');
    const said: string[] = [];
    const missing = ensureTools((line) => said.push(line));
    expect(missing.map((tool) => tool.name)).toEqual([
      'g++',
      'tclsh',
      'Icarus Verilog',
      'Verilator',
      'Yosys',
    ]);
    expect(said).toEqual([
      'Missing: g++, tclsh, Icarus Verilog, Verilator, Yosys. ' +
        'On Debian: sudo apt-get install g++ tcl iverilog verilator yosys',
    ]);
  });
});
