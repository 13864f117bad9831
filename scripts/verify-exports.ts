/**
 * Exports of one network at every W and A, each built and run: `npm run verify:exports`, with
 *   --network tfc --folding "16x49 8x8 8x8 5x8"   PE x SIMD of each layer
 *   --input-bits 1  --vectors 200  --weights 1,2,3  --activations 1,2,3
 *   --steps csim,lint,sim,synth-yosys             targets of the exports' Makefile (default: the first three)
 *   --activation affine                           lines instead of thresholds (default: thresholds)
 *   --log <file>                                  takes every line too; steps that are ok in it are left out
 * Weights, thresholds and images are random: some gammas are negative, some are 0. Exit status 1 if anything fails.
 */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { generateExport } from '../src/core/codegen/export';
import { make } from '../src/core/codegen/rtl/testing';
import { type FoldingNumbers, testRequest } from '../src/core/codegen/testing';
import { ACTIVATIONS } from '../src/core/hardware/mvau-options';
import { topologyOf } from '../src/core/network/presets';

const { values } = parseArgs({
  options: {
    network: { type: 'string', default: 'tfc' },
    folding: { type: 'string', default: '16x49 8x8 8x8 5x8' },
    'input-bits': { type: 'string', default: '1' },
    vectors: { type: 'string', default: '200' },
    weights: { type: 'string', default: '1,2,3,4,5,6,7,8' },
    activations: { type: 'string', default: '1,2,3,4,5,6,7,8' },
    steps: { type: 'string', default: 'csim,lint,sim' },
    activation: { type: 'string', default: 'thresholds' },
    log: { type: 'string' },
  },
});

const numbers = (text: string): number[] => text.split(',').map(Number);
const foldings = values.folding
  .split(' ')
  .map((layer) => layer.split(/[x/]/).map(Number) as unknown as FoldingNumbers);

const activation = ACTIVATIONS.find((choice) => choice === values.activation);
if (!activation) throw new RangeError(`--activation ${values.activation}: one of ${ACTIVATIONS.join(', ')}`);

/** What a step prints that tells how it went. */
const TOLD = /^(images \d+ mismatches \d+|cycles per image .*|LUT \d+.*)$/gm;

/** Steps of a cell that are not ok in the log of a run before: "W1A2 lint ok ...". */
function stepsLeft(cell: string): string[] {
  const lines = values.log && existsSync(values.log) ? readFileSync(values.log, 'utf8').split('\n') : [];
  return values.steps
    .split(',')
    .filter((step) => !lines.some((line) => line.startsWith(`${cell} ${step} ok`)));
}

/** A line of the report, on the screen and in the log. */
function report(line: string): void {
  console.log(line);
  if (values.log) appendFileSync(values.log, `${line}\n`);
}

/** Whether every step of a cell passes; says what each of them printed. */
function verify(weightBits: number, activationBits: number): boolean {
  const cell = `W${weightBits}A${activationBits}`;
  const steps = stepsLeft(cell);
  if (!steps.length) return true;
  const folder = mkdtempSync(join(tmpdir(), 'bitscape-verify-'));
  const thresholds = testRequest({
    topology: topologyOf(values.network),
    bits: [weightBits, activationBits, Number(values['input-bits'])],
    foldings,
    vectors: Number(values.vectors),
    seed: 10 * weightBits + activationBits,
  });
  for (const { path, content } of generateExport({ ...thresholds, activation })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const results = steps.map((step) => {
    const started = Date.now();
    const { status, stdout, stderr } = make(folder, '-s', step);
    const told = [...stdout.matchAll(TOLD)].map(([line]) => line).join(', ');
    const seconds = Math.round((Date.now() - started) / 1000);
    report(`${cell} ${step} ${status === 0 ? 'ok' : 'FAILED'} ${seconds} s ${told}`);
    if (status !== 0) console.error(stderr.slice(-2000));
    return status === 0;
  });
  rmSync(folder, { recursive: true, force: true });
  return results.every(Boolean);
}

const cells = numbers(values.weights).flatMap((w) => numbers(values.activations).map((a) => [w, a] as const));
const failed = cells.filter(([w, a]) => !verify(w, a)).map(([w, a]) => `W${w}A${a}`);
console.log(failed.length ? `failed: ${failed.join(', ')}` : `${cells.length} exports: all pass`);
process.exitCode = failed.length ? 1 : 0;
