import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dwcLut } from './dwc';
import { finnAnswers } from './finn-record';
import { leastWaste } from './memory-primitives';
import { hlsRamb18Count, ramb18Count, uramCount } from './ramb18';

const answers = (op: string, params: object, more: object = {}) =>
  finnAnswers({ op, params: { ...params }, ...more });

describe('memories', () => {
  const width = fc.integer({ min: 1, max: 2000 });
  const depth = fc.integer({ min: 1, max: 100_000 });

  it('hold what is put into them', () => {
    fc.assert(
      fc.property(width, depth, (w, d) => {
        expect(ramb18Count(w, d) * 18432).toBeGreaterThanOrEqual(w * d);
        expect(uramCount(w, d) * 294912).toBeGreaterThanOrEqual(w * d);
        expect(hlsRamb18Count(w, d)).toBeGreaterThanOrEqual(ramb18Count(w, d));
      }),
    );
  });

  it('are of the kind that is asked for, and never waste more than another', () => {
    const bits = { URAM: 294912, BRAM18: 18432, LUTRAM: 64 };
    fc.assert(
      fc.property(width, depth, (w, d) => {
        const best = leastWaste(w, d);
        for (const kind of ['URAM', 'BRAM18', 'LUTRAM'] as const) {
          const forced = leastWaste(w, d, kind);
          expect(forced.kind).toBe(kind);
          expect(best.count * bits[best.kind]).toBeLessThanOrEqual(forced.count * bits[kind]);
        }
      }),
    );
  });
});

describe('a width converter', () => {
  it('costs nothing between equal streams', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 4096 }), (w) => dwcLut(w, w) === 0));
  });

  // Worked by hand along streamingdatawidthconverter.py:178-205: 24 to 36 goes up to 72 and down.
  it.each([
    [8, 32, 2 + 32],
    [32, 8, 2 + 8],
    [24, 36, 1 + 72 + 1 + 36],
  ])('from %i to %i bits takes %i LUTs', (from, to, lut) => {
    expect(dwcLut(from, to)).toBe(lut);
  });
});

describe('a FIFO', () => {
  const stream = { folded_shape: [1, 16, 4], dataType: 'INT3' };

  it('takes its width from the stream: 4 x 3 bits', () => {
    const depth = { depth: 100 };
    expect(answers('StreamingFIFO', { ...depth, ...stream })).toEqual(
      answers('StreamingFIFO', depth, { width: 12 }),
    );
  });

  it('is as deep as the next power of two in Vivado, in block RAM only when told to be', () => {
    const deep = { depth: 600, impl_style: 'vivado' };
    expect(answers('StreamingFIFO', deep, { width: 36 })).toMatchObject({ lut: 20, bram18: 0, uram: 0 });
    expect(answers('StreamingFIFO', { ...deep, ram_style: 'block' }, { width: 36 })).toMatchObject({
      bram18: 2,
    });
    expect(answers('StreamingFIFO', { ...deep, ram_style: 'ultra' }, { width: 73 })).toMatchObject({
      uram: 2,
    });
  });

  it('without a width is refused with what to give', () => {
    expect(() => answers('StreamingFIFO', { depth: 2 })).toThrow(
      /"width" in bits, or the attributes folded_shape/,
    );
  });
});

describe('thresholding', () => {
  const shape = {
    NumChannels: 1024,
    PE: 1,
    inputDataType: 'INT16',
    weightDataType: 'INT16',
    outputDataType: 'UINT8',
  };

  it("in RTL hides its block RAM: FINN's answer is 0, the corrected one is not", () => {
    const triggers = { ...shape, depth_trigger_bram: 1, depth_trigger_uram: 1_000_000 };
    expect(answers('Thresholding_rtl', triggers)).toMatchObject({ bram18: 0, lut: 0 });
    const record = { op: 'Thresholding_rtl', params: triggers };
    // Stage x: 1024 2^x words of 16 bits, two per 36 bits only in aspect 18x1024: 2^x blocks; 2^0 + ... + 2^7.
    expect(finnAnswers(record, 'finn-corrected').bram18).toBe(255);
  });

  it('with uniform thresholds has one stage less, of ever narrower words', () => {
    const lut = answers('Thresholding_rtl', {
      ...shape,
      NumChannels: 64,
      outputDataType: 'UINT2',
      uniform_thres: 1,
    }).lut;
    expect(lut).toBe(2);
  });
});

describe('a VVAU', () => {
  const params = {
    PE: 8,
    SIMD: 9,
    Dim: [28, 28],
    Channels: 64,
    Kernel: [3, 3],
    resType: 'dsp',
    inputDataType: 'INT8',
    weightDataType: 'INT8',
    outputDataType: 'INT32',
    noActivation: 1,
    ram_style: 'block',
  };
  const record = { op: 'VVAU_hls', params };

  it('omits SIMD from its DSPs and from the use of its block RAM; corrected it does not', () => {
    const finn = finnAnswers(record);
    const corrected = finnAnswers(record, 'finn-corrected');
    expect(corrected.dsp).toBe(9 * finn.dsp);
    expect(corrected.bram_efficiency).toBeCloseTo(9 * finn.bram_efficiency, 12);
  });
});

describe('an MVAU with embedded weights deeper than 128', () => {
  const params = {
    MW: 64,
    MH: 64,
    SIMD: 4,
    PE: 4,
    weightDataType: 'INT4',
    inputDataType: 'INT4',
    outputDataType: 'INT4',
    mem_mode: 'internal_embedded',
  };

  it('is billed in two kinds of memory; corrected in one', () => {
    expect(finnAnswers({ op: 'MVAU_hls', params })).toMatchObject({ bram18: 2, uram: 1 });
    expect(finnAnswers({ op: 'MVAU_hls', params }, 'finn-corrected')).toMatchObject({ bram18: 2, uram: 0 });
  });

  it('needs no memory of its own in a loop', () => {
    const looped = { ...params, mlo_max_iter: 3 };
    expect(answers('MVAU_hls', looped)).toMatchObject({ bram18: 0, uram: 0, bram_efficiency: 1 });
  });
});

describe('a sliding-window generator', () => {
  const params = {
    ConvKernelDim: [3, 3],
    IFMChannels: 16,
    IFMDim: [32, 32],
    OFMDim: [30, 30],
    SIMD: 4,
    Stride: [1, 1],
    inputDataType: 'UINT4',
  };
  const op = 'ConvolutionInputGenerator_rtl';

  it('takes at least as many cycles as its output has words', () => {
    expect(answers(op, params).cycles).toBeGreaterThan(30 * 30 * 9 * 4);
  });

  it('sends whole windows in parallel: as many cycles as its input has words, and 2', () => {
    expect(answers(op, { ...params, SIMD: 16, parallel_window: 1 }).cycles).toBe(32 * 32 + 2);
    expect(answers(op, { ...params, ConvKernelDim: [1, 1], OFMDim: [32, 32] }).cycles).toBe(32 * 32 * 4 + 2);
  });

  it.each([
    [{ SIMD: 5 }, 'SIMD is 5: use a divisor of IFMChannels 16'],
    [{ parallel_window: 1 }, 'with parallel_window use all 16 channels'],
    [{ IFMDim: [32, 2] }, 'IFMDim has width 2: use at least 3'],
    [{ Stride: [1] }, 'two positive integers, [height, width]'],
  ])('with %j is refused', (change, message) => {
    expect(() => answers(op, { ...params, ...change })).toThrow(
      expect.objectContaining({ name: 'IllegalAttribute', message: expect.stringContaining(message) }),
    );
  });
});
