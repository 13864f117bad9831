import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Topology } from '../../network/topology';
import type { TestExport } from '../testing';
import { csim, csimTools, foldingsOf, removeFolders, unpacked } from './testing';

afterAll(removeFolders);

const topology: Topology = {
  name: 'relu',
  input: { height: 4, width: 5, channels: 1 },
  layers: [
    { kind: 'dense', units: 6 },
    { kind: 'dense', units: 4 },
  ],
  activation: 'relu',
};
const little: TestExport = { topology, bits: [2, 2, 8], foldings: foldingsOf('2x4 4x2'), vectors: 3 };

describe.skipIf(!csimTools())('the Makefile', () => {
  it('uses the ap_int.h of AP_TYPES, and says when there is none', () => {
    const folder = unpacked(little);
    const types = join(folder, 'types');
    const missing = csim(folder, `AP_TYPES=${types}`);
    expect(missing.status).not.toBe(0);
    expect(missing.stderr).toContain('holds no ap_int.h');
    mkdirSync(types);
    cpSync(join(folder, 'hls/include/ap_int.h'), join(types, 'ap_int.h'));
    rmSync(join(folder, 'hls/include/ap_int.h'));
    expect(csim(folder, `AP_TYPES=${types}`).stdout).toContain('images 3 mismatches 0\n');
  });

  it.each([
    ['csim', 'needs a C++ compiler'],
    ['sim', 'needs Verilator 5 or Icarus Verilog'],
    ['lint', 'needs Verilator'],
    ['synth-yosys', 'needs Yosys'],
    ['hls', 'needs Vitis HLS'],
    ['vivado', 'vivado is not on the PATH'],
    ['ooc', 'vivado is not on the PATH'],
  ])('make %s without its tool says what is missing', (target, message) => {
    const folder = unpacked(little);
    const program = spawnSync('sh', ['-c', 'command -v make'], { encoding: 'utf8' }).stdout.trim();
    const run = spawnSync(program, [target], {
      cwd: folder,
      env: { PATH: '/nonexistent' },
      encoding: 'utf8',
    });
    expect(run.stderr).toContain(message);
    expect(run.status).not.toBe(0);
  });
});
