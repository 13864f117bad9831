import fc from 'fast-check';
import { expect, it } from 'vitest';
import { topologyOf } from '../../network/presets';
import { stagesOf } from '../../network/topology';
import { convolutionSwg, poolSwg } from '../chain-swg';
import { divisorsOf } from '../folding';
import { swgCycles } from '../swg';
import {
  converterFirings,
  cyclesOf,
  gatherFirings,
  mvauFirings,
  swgFirings,
  wordsIn,
  wordsOut,
} from './firings';

it('an MVAU reads each word once, writes each fold once, and takes the cycles of its folding', () => {
  const firings = mvauFirings({ mw: 12, mh: 8, simd: 3, pe: 2 }, 5);
  expect([wordsIn(firings), wordsOut(firings), cyclesOf(firings)]).toEqual([4 * 5, 4 * 5, 4 * 4 * 5]);
});

it('a converter passes every word on, none before its data', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), (given, wanted) => {
      const firings = converterFirings(given, wanted);
      expect([wordsIn(firings), wordsOut(firings)]).toEqual([given, wanted]);
      expect(cyclesOf(firings)).toBe(Math.max(given, wanted));
      let [read, written] = [0, 0];
      firings.reads.forEach((flag, f) => {
        read += flag;
        written += firings.writes[f];
        expect(written * given).toBeLessThanOrEqual(read * wanted);
      });
    }),
  );
});

it('a pool writes behind every window', () => {
  expect([...gatherFirings(4, 2).writes]).toEqual([0, 0, 0, 1, 0, 0, 0, 1]);
});

it("a generator reads its map, writes its windows and takes FINN's cycles", () => {
  for (const stage of stagesOf(topologyOf('cnn')).filter(({ kind }) => kind === 'conv')) {
    const { input, output, kernel, pool, units } = stage;
    for (const cycles of [1, 700, 3000, 10_000, 100_000]) {
      const swg = convolutionSwg(stage, 4, cycles);
      const firings = swgFirings(swg);
      const perWindow = swg.style === 'parallel' ? 1 : kernel ** 2 * swg.fold;
      expect(wordsIn(firings)).toBe(input.height * input.width * swg.fold);
      expect(wordsOut(firings)).toBe(output.height * output.width * perWindow);
      expect(cyclesOf(firings)).toBe(swgCycles(swg));
    }
    if (pool === 1) continue;
    for (const pe of divisorsOf(units)) {
      const swg = poolSwg(stage, 4, pe);
      const firings = swgFirings(swg);
      expect(wordsIn(firings)).toBe(output.height * output.width * swg.fold);
      expect(wordsOut(firings)).toBe(output.height * output.width * swg.fold);
      expect(cyclesOf(firings)).toBe(swgCycles(swg));
    }
  }
});
