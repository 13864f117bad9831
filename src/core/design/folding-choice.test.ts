import { describe, expect, it } from 'vitest';
import { deviceOf } from '../hardware/devices';
import { estimatorOf } from '../hardware/estimators';
import { topologyOf } from '../network/presets';
import { DESIGN_DEFAULTS } from './design';
import { foldingChoice, foldingsByHand, withLegalFolding } from './folding-choice';
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
  it('is over the matrices of the estimator, padded where it pads', () => {
    const list = [
      [16, 52],
      [64, 32],
      [1, 1],
      [64, 8],
    ] as const;
    expect(foldingsByHand(list, request('lfc-hls', 'lfc'))[0]).toEqual({
      mw: 832,
      mh: 1024,
      pe: 16,
      simd: 52,
    });
    expect(() => foldingsByHand(list, request('finn', 'lfc'))).toThrow(/mvau0: SIMD 52/);
    expect(() => foldingsByHand(list.slice(1), request('finn', 'lfc'))).toThrow(/3 foldings for 4 layers/);
  });

  it('that is illegal in a link is named, and the rule is used', () => {
    for (const fold of ['1x1,2x2', '7x13,7x7,7x7,7x7']) {
      const { design, problems } = parseLink(`v=1&fold=${fold}`);
      expect(design.folding).toBe('rule');
      expect(problems[0]).toContain(`fold=${fold}: folding of the layers must be rule, fit, or`);
    }
  });

  it('goes where another network or estimator makes it illegal', () => {
    const folded = {
      ...DESIGN_DEFAULTS,
      folding: [
        [16, 98],
        [16, 16],
        [16, 16],
        [10, 8],
      ] as const,
    };
    expect(withLegalFolding(folded)).toBe(folded);
    expect(withLegalFolding({ ...folded, network: '784-8-10' }).folding).toBe('rule');
    expect(withLegalFolding({ ...folded, estimator: 'lfc-hls' }).folding).toBe('rule');
  });
});
