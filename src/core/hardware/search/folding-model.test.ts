import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topologyOf } from '../../network/presets';
import type { Topology } from '../../network/topology';
import type { Precision } from '../../precision';
import { wholeOf } from '../estimator';
import { ESTIMATORS } from '../estimators';
import { divisorsOf } from '../folding';
import type { MvauOptions } from '../mvau-options';
import { mvauOptions } from '../testing';

const bits = fc.integer({ min: 1, max: 8 });
const precisions = fc.record({ weightBits: bits, activationBits: bits, inputBits: bits });

const REQUEST = { targetFps: 1000, clockMhz: 100, part: 'xc7z020clg400-1' };

/** A random legal folding, on matrices with random padding. */
function randomFolding(sides: readonly { mw: number; mh: number }[], pick: (n: number) => number) {
  return sides.map((side) => {
    const mw = side.mw + pick(3);
    const mh = side.mh + pick(3);
    const [simds, pes] = [divisorsOf(mw), divisorsOf(mh)];
    return { mw, mh, simd: simds[pick(simds.length)], pe: pes[pick(pes.length)] };
  });
}

describe.each(Object.values(ESTIMATORS).filter((estimator) => estimator.foldingModel))(
  'the folding model of $id',
  (estimator) => {
    const model = estimator.foldingModel!;
    const networks = ['tfc', 'sfc', 'lfc', 'cnn', '784-90-10'].filter(
      (n) => !estimator.refuses(topologyOf(n)),
    );

    const check = (
      topology: Topology,
      precision: Precision,
      mvau: MvauOptions,
      pick: (n: number) => number,
    ): void => {
      const stages = model.stages(topology);
      const folding = randomFolding(stages, pick);
      const estimate = estimator.estimate({ ...REQUEST, topology, precision, folding, mvau });
      const { total, layers, ii } = estimate;
      const costs = model.costs({ ...REQUEST, topology, precision, mvau });
      model.resources.forEach((name, r) => {
        const sum = costs.reduce((partial, cost, i) => partial + cost(folding[i])[r], model.base[r]);
        expect(Math.round(sum), name).toBe(total[name]);
      });
      const whole = wholeOf(estimator, { topology, precision }, estimate);
      const joints = model.joints?.({ ...REQUEST, topology, precision, mvau }) ?? [];
      model.resources.forEach((name, r) => {
        const around = joints.map((joint, i) => joint.cost(folding[i - 1]?.pe ?? 1, folding[i].simd, ii)[r]);
        expect(
          around.reduce((a, b) => a + b, total[name] ?? 0),
          name,
        ).toBe(whole[name]);
      });
      expect(estimator.chain?.({ topology, precision }, estimate).total ?? whole).toEqual(whole);
      expect(Math.max(...stages.map((stage, i) => stage.cycles(folding[i])))).toBe(
        Math.max(...layers.map((layer) => layer.cycles)),
      );
    };

    it('adds up to the estimate and to its chain at any folding and options, resources and cycles', () => {
      fc.assert(
        fc.property(fc.constantFrom(...networks), precisions, fc.gen(), (name, precision, gen) => {
          const topology = topologyOf(name);
          const mvau = gen(mvauOptions, model.stages(topology).length);
          check(topology, precision, mvau, (n) => gen(fc.nat, { max: n - 1 }));
        }),
        { numRuns: 200 },
      );
    });

    it('prices every resource that the estimate models, and no other', () => {
      const { total } = estimator.estimate({
        ...REQUEST,
        topology: topologyOf('tfc'),
        precision: { weightBits: 2, activationBits: 2, inputBits: 1 },
      });
      const modelled = Object.entries(total).flatMap(([name, value]) => (value === null ? [] : [name]));
      expect([...model.resources].sort()).toEqual(modelled.sort());
    });
  },
);
