import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorOf, resultOf, runCli, scratch } from './testing';

/** Expected values: FINN dev 73ba5ed's own methods. */
const THRESHOLDING = {
  op: 'Thresholding_hls',
  fpgapart: 'xc7z020clg400-1',
  params: {
    NumChannels: 10,
    PE: 1,
    numSteps: 3,
    inputDataType: 'INT8',
    weightDataType: 'INT8',
    outputDataType: 'UINT2',
    ram_style: 'block',
    numInputVectors: [1, 8, 8],
  },
  note: 'kept as it is',
};

const written = (content: unknown): string => {
  const path = scratch()('records.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
};

describe('bitscape estimate-layers', () => {
  const ours = {
    lut: 8,
    bram18: 1,
    bram_efficiency: 1,
    uram: 0,
    uram_efficiency: 1,
    dsp: 0,
    cycles: 640,
  };

  it("gives every record with FINN's answers", async () => {
    const fifo = { op: 'StreamingFIFO', params: { depth: 2 }, width: 1 };
    expect(await resultOf('estimate-layers', written([THRESHOLDING, fifo]))).toEqual([
      { ...THRESHOLDING, ours },
      { ...fifo, ours: { ...ours, lut: 3, bram18: 0, cycles: 0 } },
    ]);
  });

  it('mends the defects on request: three thresholds take three times the bits', async () => {
    const path = written([THRESHOLDING]);
    expect(await resultOf('estimate-layers', path, '--formulas', 'finn-corrected')).toMatchObject([
      { ours: { lut: 24, bram18: 2 } },
    ]);
  });

  it('says null of a class that is not known, and why', async () => {
    const { status, json, notes } = await runCli([
      'estimate-layers',
      written([{ op: 'Softmax', params: {} }]),
    ]);
    expect(status).toBe(0);
    expect(json).toEqual([{ op: 'Softmax', params: {}, ours: null }]);
    expect(notes[0]).toContain('no estimate for the FINN class "Softmax"');
  });

  it.each([
    [{ op: 'MVAU_hls' }, 'is {"op":"MVAU_hls"}; it should be a list'],
    [[{ op: 'MVAU_hls' }], '[0].params is missing'],
    [[{ op: 'Pool_hls', params: { Channels: 0 } }], 'IllegalAttribute'],
  ])('names what is wrong in %j', async (content, message) => {
    expect(await errorOf('estimate-layers', written(content))).toContain(message);
  });
});
