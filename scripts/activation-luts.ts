/**
 * What the activation of a layer takes by Yosys: `npx tsx scripts/activation-luts.ts` prints the figures of
 * docs/affine-activation.md. The layer is mvau1 of the reference atlas's TFC, 64 neurons, at 4-bit weights; its
 * activation alone is synthesized: thresholds and their count, or lines. Needs Yosys.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ExportRequest } from '../src/core/codegen/export-request';
import { type LayerPlan, planOf } from '../src/core/codegen/plan';
import { rtlFiles } from '../src/core/codegen/rtl/files';
import { testRequest } from '../src/core/codegen/testing';
import { affineLut, lineSum, twoHotLut } from '../src/core/hardware/line-lut';
import type { MvauChoice } from '../src/core/hardware/mvau-options';
import { withNarrowScales } from '../src/core/network/affine/rounded';
import type { IntegerNetwork } from '../src/core/network/integer-network';
import { unpackNetwork } from '../src/core/network/pack';
import { PRESETS } from '../src/core/network/presets';

const LAYER = 1;
/** One PE, so that the figures are those of each. */
const PE = 1;
const topology = PRESETS.tfc;

/** The atlas's network at W4 and A bits. */
function trained(activationBits: number): IntegerNetwork {
  const file = fileURLToPath(new URL(`../public/atlas/tfc-30/w4a${activationBits}.bin`, import.meta.url));
  const precision = { weightBits: 4, activationBits, inputBits: 1 };
  return unpackNetwork(topology, precision, new Uint8Array(readFileSync(file)));
}

/** The export of a network whose layer 1 has `pe` PEs. */
function request(network: IntegerNetwork, pe: number, activation: MvauChoice['activation']): ExportRequest {
  const { weightBits, activationBits, inputBits } = network.precision;
  const foldings = topology.layers.map((_, i) => (i === LAYER ? ([pe, 8] as const) : ([1, 1] as const)));
  const bits = [weightBits, activationBits, inputBits] as const;
  return { ...testRequest({ topology, bits, foldings, vectors: 1 }), network, activation };
}

interface Cells {
  lut: number;
  ff: number;
  dsp: number;
}

/** Cells of a module of an export, with its parameters. */
function synthesized(of: ExportRequest, top: string, parameters: string, flags: string): Cells {
  const folder = mkdtempSync(join(tmpdir(), 'bitscape-yosys-'));
  const files = rtlFiles(planOf(of), 'x').filter(({ path }) => path.endsWith('.v') && !path.endsWith('tb.v'));
  for (const { path, content } of files) writeFileSync(join(folder, path.slice(4)), content);
  const script =
    `read_verilog -defer ${files.map(({ path }) => path.slice(4)).join(' ')}; hierarchy -top ${top} ${parameters}; ` +
    `synth_xilinx -family xc7 -flatten -noiopad -noclkbuf ${flags} -top ${top}; tee -q -o report.txt stat`;
  const { status, stderr } = spawnSync('yosys', ['-q', '-p', script], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const rows = [...readFileSync(join(folder, 'report.txt'), 'utf8').matchAll(/^ +([A-Z]\w+) +(\d+)$/gm)];
  rmSync(folder, { recursive: true });
  const count = (pattern: RegExp) =>
    rows.reduce((sum, [, cell, number]) => sum + (pattern.test(cell) ? Number(number) : 0), 0);
  return { lut: count(/^(LUT[1-6]|INV)$/), ff: count(/^FD/), dsp: count(/^DSP48/) };
}

/** The activation of the layer: thresholds and what counts them, or lines. */
function activation(of: ExportRequest, layer: LayerPlan, flags: string): Cells {
  if (layer.activation.lines) return synthesized(of, `${layer.name}_lines`, '', flags);
  const table = synthesized(of, `${layer.name}_thresholds`, '', flags);
  const values = [
    ['PE', layer.folding.pe],
    ['THRESHOLDS', layer.integer.thresholdCount],
    ['OUTPUT_BITS', layer.outputBits],
  ];
  const parameters = values.map(([name, value]) => `-chparam ${name} ${value}`).join(' ');
  const counter = synthesized(of, 'activation', parameters, flags);
  return { lut: table.lut + counter.lut, ff: table.ff + counter.ff, dsp: table.dsp + counter.dsp };
}

/** LUTs by the estimate's formulas, at the widths that the lines have; FINN's for thresholds. */
function estimated({
  activation: { lines },
  integer,
  accumulatorBits,
  folding,
  neuronFolds,
  outputBits,
}: LayerPlan) {
  if (!lines)
    return folding.pe * integer.thresholdCount * accumulatorBits * (1 + Math.ceil(neuronFolds / 64));
  const { kind, scaleBits: scale, biasBits: bias, totalBits: total } = lines;
  const widths = { acc: accumulatorBits, scale, bias, total, output: outputBits };
  return (
    folding.pe *
    lineSum(kind === 'affine' ? affineLut(widths, neuronFolds, false) : twoHotLut(widths, neuronFolds))
  );
}

const KINDS = [
  ['thresholds', 'thresholds', ''],
  ['affine', 'affine, LUTs', '-nodsp'],
  ['affine', 'affine, DSPs', ''],
  ['two-hot', 'two-hot', ''],
] as const;

console.log('| A | activation | widths | LUT by Yosys | FF | DSP | LUT by the formula | formula / Yosys |');
console.log('|---|---|---|---|---|---|---|---|');
for (const bits of [4, 6, 8])
  for (const [kind, label, flags] of KINDS) {
    const network = kind === 'two-hot' ? withNarrowScales(trained(bits), { bits: 8, hot: 2 }) : trained(bits);
    const of = request(network, PE, kind);
    const layer = planOf(of).layers[LAYER];
    const { lines, reason } = layer.activation;
    if (kind !== 'thresholds' && !lines) throw new Error(reason ?? kind);
    const { lut, ff, dsp } = activation(of, layer, flags);
    const widths = lines
      ? `sum ${layer.accumulatorBits}, scale ${lines.scaleBits}, bias ${lines.biasBits}`
      : `sum ${layer.accumulatorBits}, ${layer.integer.thresholdCount} per neuron`;
    const formula = label === 'affine, DSPs' ? null : estimated(layer);
    const ratio = formula === null ? '' : (formula / lut).toFixed(2);
    console.log(`| ${[bits, label, widths, lut, ff, dsp, formula ?? '', ratio].join(' | ')} |`);
  }
