import { describe, expect, it } from 'vitest';
import { topologyOf } from '../network/presets';
import { stagesOf } from '../network/topology';
import type { Precision } from '../precision';
import { stageMvau } from './stage-mvau';

const mvaus = (name: string, precision: Precision) => {
  const topology = topologyOf(name);
  return stagesOf(topology).map((stage, i) => {
    const folding = { pe: 1, simd: 1, mw: stage.fanIn, mh: stage.units };
    return stageMvau(topology, stage, i, precision, folding);
  });
};

const types = (name: string, precision: Precision) =>
  mvaus(name, precision).map((p) => [p.weightDataType, p.inputDataType, p.outputDataType].join(' '));

describe('the MVAU of a stage', () => {
  it('has bipolar data at one bit in an MLP, signed beyond', () => {
    expect(types('784-16-10', { weightBits: 1, activationBits: 1, inputBits: 1 })).toEqual([
      'BIPOLAR BIPOLAR BIPOLAR',
      'BIPOLAR BIPOLAR INT32',
    ]);
    expect(types('784-16-10', { weightBits: 3, activationBits: 4, inputBits: 8 })).toEqual([
      'INT3 UINT8 INT4',
      'INT3 INT4 INT32',
    ]);
  });

  it('has unsigned activations in the CNN', () => {
    expect(types('cnn', { weightBits: 2, activationBits: 1, inputBits: 8 })[1]).toBe('INT2 BINARY BINARY');
    expect(types('cnn', { weightBits: 2, activationBits: 4, inputBits: 8 })[1]).toBe('INT2 UINT4 UINT4');
  });

  it('has no thresholds in the last stage, and one input vector per output position', () => {
    const [first, second, last] = mvaus('cnn', { weightBits: 2, activationBits: 4, inputBits: 8 });
    expect([first, second, last].map((p) => p.noActivation)).toEqual([0, 0, 1]);
    expect([first, second, last].map((p) => p.numInputVectors)).toEqual([[1, 26, 26], [1, 24, 24], [1]]);
    expect([first, second, last].map((p) => [p.MW, p.MH])).toEqual([
      [9, 12],
      [108, 12],
      [1728, 10],
    ]);
  });
});
