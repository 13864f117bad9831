import { describe, expect, it } from 'vitest';
import { deviceOf } from '../hardware/devices';
import { estimatorOf } from '../hardware/estimators';
import { topologyOf } from '../network/presets';
import { choiceOf, foldingChoice, foldingsByHand, suits } from './folding-choice';
import { parseLink } from './link';

const request = (estimator: string, network: string) => ({
  estimator: estimatorOf(estimator),
  topology: topologyOf(network),
  device: deviceOf('xc7z020'),
  targetFps: 1000,
  clockMhz: 100,
});

it('is written as PExSIMD', () => {
  expect(foldingChoice.parse('16x49,8x8')).toEqual([
    [16, 49],
    [8, 8],
  ]);
  expect(['', '16', '0x4', '1x2,', 'x', '1x-2', 'auto'].map(foldingChoice.parse)).toEqual(
    Array(7).fill(undefined),
  );
});

describe('a folding by hand', () => {
  it('moves to the nearest legal stops, of padded matrices where the estimator pads', () => {
    const list = [
      [5, 50],
      [64, 64],
      [1, 1],
      [10, 7],
    ] as const;
    expect(choiceOf(foldingsByHand(list, request('finn', 'tfc')))).toEqual([
      [4, 49],
      [64, 64],
      [1, 1],
      [10, 8],
    ]);
    expect(foldingsByHand(list, request('lfc-hls', 'lfc'))[0]).toMatchObject({ mw: 832, simd: 52 });
  });

  it('belongs to networks with as many layers; a link that says otherwise is told', () => {
    expect([suits([[1, 1]], 'tfc'), suits('fit', 'tfc')]).toEqual([false, true]);
    const { design, problems } = parseLink('v=1&fold=1x1,2x2');
    expect(design.folding).toBe('rule');
    expect(problems[0]).toMatch(
      /fold=1x1,2x2: folding of the layers must be rule, fit, or PExSIMD of every layer/,
    );
  });
});
