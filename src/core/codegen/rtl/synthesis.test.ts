import { afterAll, describe, expect, it } from 'vitest';
import { foldingsOf, removeFolders, unpackedRequest } from '../csim/testing';
import { testRequest } from '../testing';
import { denseOf, make, tested } from './testing';

afterAll(removeFolders);

const request = testRequest({
  topology: denseOf('hardtanh', 8, 4),
  bits: [2, 1, 1],
  foldings: foldingsOf('2x4 1x2'),
  vectors: 1,
});

/** Resources as `make synth-yosys` prints them. */
function resources(ram: 'block' | 'distributed'): Record<string, number> {
  const { status, stdout, stderr } = make(unpackedRequest({ ...request, ram }), '-s', 'synth-yosys');
  expect(stderr).not.toContain('ERROR');
  expect(status).toBe(0);
  const figures = [...stdout.matchAll(/([A-Z][\w -]*?) (\d+)/g)];
  return Object.fromEntries(figures.map(([, name, count]) => [name.trim(), Number(count)]));
}

describe.skipIf(!tested('synthesis of the Verilog', 'yosys'))('make synth-yosys', () => {
  it('puts weights where the RAM style says, and thresholds into LUTs', { timeout: 240_000 }, () => {
    const block = resources('block');
    const distributed = resources('distributed');
    // One RAMB18 per layer: at most 16 bits x 16 words.
    expect(block.RAMB18).toBe(2);
    expect(distributed.RAMB18).toBe(0);
    expect(distributed.LUT).toBeGreaterThan(block.LUT);
    for (const { LUT, FF } of [block, distributed]) {
      expect(LUT).toBeGreaterThan(50);
      expect(LUT).toBeLessThan(600);
      expect(FF).toBeGreaterThan(50);
      expect(FF).toBeLessThan(600);
    }
  });
});
