import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { removeFolders, unpackedRequest } from '../csim/testing';
import { denseOf, tested } from '../rtl/testing';
import { type UnrolledTest, unrolledRequest } from './testing';

afterAll(removeFolders);

const dense: UnrolledTest = { topology: denseOf('hardtanh', 6, 3), bits: [4, 2, 4], vectors: 1 };

/** Cells of the first layer, by type. */
function cellsOf(options: UnrolledTest): Map<string, number> {
  const folder = unpackedRequest(unrolledRequest(options));
  const sources = readdirSync(join(folder, 'rtl')).filter((file) => file.endsWith('.v') && file !== 'tb.v');
  const script =
    `read_verilog -defer ${sources.join(' ')}; ` +
    'synth_xilinx -family xc7 -flatten -noiopad -noclkbuf -top mvau0; tee -o report.txt stat';
  const { status, stdout } = spawnSync('yosys', ['-p', script], {
    cwd: join(folder, 'rtl'),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  expect(status).toBe(0);
  const report = stdout.slice(stdout.lastIndexOf('Number of cells'));
  const rows = [...report.matchAll(/^ +([A-Z]\w+) +(\d+)$/gm)];
  return new Map(rows.map(([, cell, count]) => [cell, Number(count)]));
}

const lutsOf = (cells: Map<string, number>): number =>
  [...cells].reduce((sum, [cell, count]) => sum + (/^(LUT[1-6]|INV)$/.test(cell) ? count : 0), 0);

describe.skipIf(!tested('synthesis of the unrolled Verilog', 'yosys'))(
  'synthesis of an unrolled layer',
  () => {
    it('takes less than half the LUTs where three of four weights are 0, and no DSP', {
      timeout: 240_000,
    }, () => {
      const full = cellsOf(dense);
      const sparse = cellsOf({ ...dense, zeros: 0.75 });
      expect(lutsOf(sparse)).toBeGreaterThan(20);
      expect(lutsOf(sparse)).toBeLessThan(lutsOf(full) / 2);
      expect(full.has('DSP48E1')).toBe(false);
    });
  },
);
