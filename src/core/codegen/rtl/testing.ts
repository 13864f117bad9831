import { spawnSync } from 'node:child_process';
import type { Topology } from '../../network/topology';

const found = (tool: string) => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;

const missing = (tools: readonly string[]): string[] => tools.filter((tool) => !found(tool));

/** Whether tools are here; says what is not tested where they are not. */
export function tested(what: string, ...tools: string[]): boolean {
  const lacking = missing(['make', ...tools]);
  if (lacking.length) console.warn(`${what} is not tested: ${lacking.join(', ')} missing`);
  return lacking.length === 0;
}

/** Runs `make` in an export. */
export function make(folder: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync('make', args, { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}

/** `make sim` with Icarus Verilog: quick to build, for small designs. */
export const simulate = (folder: string, ...args: string[]) => make(folder, 'sim', 'SIM=iverilog', ...args);

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
