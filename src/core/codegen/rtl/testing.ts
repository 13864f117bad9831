import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Topology } from '../../network/topology';

const found = (tool: string) => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;

const missing = (tools: readonly string[]): string[] => tools.filter((tool) => !found(tool));

/** Whether tools are here; says what is not tested where they are not. */
export function tested(what: string, ...tools: string[]): boolean {
  const lacking = missing(['make', ...tools]);
  if (lacking.length) console.warn(`${what} is not tested: ${lacking.join(', ')} missing`);
  return lacking.length === 0;
}

/** With it a build with Verilator compiles its runtime once for all exports. */
const OBJCACHE = fileURLToPath(new URL('../../../../scripts/compile-once.sh', import.meta.url));

/** Runs `make` in an export. */
export function make(folder: string, ...args: string[]) {
  const env = { ...process.env, OBJCACHE };
  const { status, stdout, stderr } = spawnSync('make', args, { cwd: folder, encoding: 'utf8', env });
  return { status, stdout, stderr };
}

/** `make sim` with Icarus Verilog: quick to build, for small designs. */
export const simulate = (folder: string, ...args: string[]) => make(folder, 'sim', 'SIM=iverilog', ...args);

/**
 * `make sim` with Verilator, for larger designs. All of what Verilator writes is compiled at once: its headers, read again
 * for each of ten files, would take most of the time.
 */
export const simulateCompiled = (folder: string) =>
  make(folder, 'sim', 'SIM=verilator', 'VM_PARALLEL_BUILDS=0', 'OPT_FAST=-O1');

/** What a simulation shows that finds a fault: the Verilog still compiles, its check does not pass. */
export const FOUND = { changed: true, compiled: true, found: true, failed: true };

/** Simulates an export after a change of a file in `rtl/`: `FOUND` if the test bench finds it. */
export function simulateChanged(folder: string, file: string, change: (source: string) => string) {
  const path = join(folder, 'rtl', file);
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  writeFileSync(path, after);
  const { status, stdout, stderr } = simulate(folder);
  return {
    changed: after !== before,
    compiled: !stderr.includes('syntax error'),
    found: /^(FAIL: [1-9]|ERROR: no class)/m.test(stdout),
    failed: status !== 0,
  };
}

/** Cycles per image that a simulation measured, and the estimate's. */
export function pace(stdout: string): { cycles: number; estimate: number } {
  const [, cycles, estimate] = /cycles per image ([\d.]+), estimate (\d+)/.exec(stdout) ?? [];
  return { cycles: Number(cycles), estimate: Number(estimate) };
}

/** A network of dense layers on images of 4 x 5 pixels: small enough for an event-driven simulator. */
export const denseOf = (activation: Topology['activation'], ...units: number[]): Topology => ({
  name: `${activation}-${units.join('-')}`,
  input: { height: 4, width: 5, channels: 1 },
  layers: units.map((count) => ({ kind: 'dense', units: count })),
  activation,
});

/** Two input channels and kernels of 3 and 2; the pool drops a row and a column. */
export const SMALL_MAPS: Topology = {
  name: 'small',
  input: { height: 6, width: 8, channels: 2 },
  layers: [
    { kind: 'conv', filters: 4, kernel: 3 },
    { kind: 'conv', filters: 3, kernel: 2 },
    { kind: 'maxpool', size: 2 },
    { kind: 'dense', units: 3 },
  ],
  activation: 'relu',
};

/** Hard tanh: bipolar or signed maps; a pool before a convolution of 1 x 1, none before the dense layers. */
export const SIGNED_MAPS: Topology = {
  name: 'signed',
  input: { height: 6, width: 7, channels: 1 },
  layers: [
    { kind: 'conv', filters: 4, kernel: 3 },
    { kind: 'maxpool', size: 2 },
    { kind: 'conv', filters: 3, kernel: 1 },
    { kind: 'conv', filters: 4, kernel: 2 },
    { kind: 'dense', units: 4 },
    { kind: 'dense', units: 3 },
  ],
  activation: 'hardtanh',
};

/** Begins with a convolution of 1 x 1 on three channels; a kernel of 4, a pool of 3. */
export const POINTWISE_MAPS: Topology = {
  name: 'pointwise',
  input: { height: 6, width: 7, channels: 3 },
  layers: [
    { kind: 'conv', filters: 4, kernel: 1 },
    { kind: 'conv', filters: 3, kernel: 4 },
    { kind: 'maxpool', size: 3 },
    { kind: 'dense', units: 3 },
  ],
  activation: 'relu',
};

/** As small as a map can be: 255 thresholds take an event-driven simulator long. */
export const TINY_MAPS: Topology = {
  name: 'tiny',
  input: { height: 4, width: 4, channels: 1 },
  layers: [
    { kind: 'conv', filters: 2, kernel: 2 },
    { kind: 'conv', filters: 2, kernel: 2 },
    { kind: 'maxpool', size: 2 },
    { kind: 'dense', units: 2 },
  ],
  activation: 'relu',
};
