import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOf } from '../../hardware/chain';
import { divisorsOf } from '../../hardware/folding';
import { PRESETS } from '../../network/presets';
import { stagesOf, type Topology } from '../../network/topology';
import { planOf } from '../plan';
import { type FoldingNumbers, testRequest } from '../testing';
import { processesOf } from './processes';

const planWith = (foldings: FoldingNumbers[], topology: Topology = PRESETS.cnn) =>
  planOf(testRequest({ topology, bits: [4, 4, 8], foldings, vectors: 1 }));

const maps: Topology = {
  name: 'maps',
  input: { height: 7, width: 6, channels: 2 },
  layers: [
    { kind: 'conv', filters: 6, kernel: 3 },
    { kind: 'conv', filters: 4, kernel: 1 },
    { kind: 'maxpool', size: 2 },
    { kind: 'dense', units: 6 },
    { kind: 'dense', units: 4 },
  ],
  activation: 'relu',
};

describe('the processes of a network with maps', () => {
  it('are the layers, what stands around them, and adapters where words differ', () => {
    const plan = planWith([
      [4, 3],
      [4, 12],
      [2, 8],
    ]);
    expect(processesOf(plan).map(({ call }) => call)).toEqual([
      'read_image(s_axis, pixels, last)',
      'narrow<8, 8, 98, 784>(pixels, mvau0_map)',
      'sliding_window<Mvau0Window>(mvau0_map, mvau0_window)',
      'widen<8, 3, 9, 3, 676>(mvau0_window, mvau0_in)',
      'mvau<Mvau0>(mvau0_in, mvau0_out, mvau0_weights, mvau0_thresholds)',
      'narrow<8, 2, 3, 6, 676>(mvau0_out, mvau1_map_regroup)',
      'widen<8, 3, 6, 2, 676>(mvau1_map_regroup, mvau1_map)',
      'sliding_window<Mvau1Window>(mvau1_map, mvau1_window)',
      'widen<24, 2, 18, 9, 576>(mvau1_window, mvau1_in)',
      'mvau<Mvau1>(mvau1_in, mvau1_out, mvau1_weights, mvau1_thresholds)',
      'narrow<4, 4, 3, 12, 576>(mvau1_out, mvau1_map_out)',
      'max_pool<Mvau1Pool>(mvau1_map_out, mvau1_pooled)',
      'widen<4, 8, 1728, 216>(mvau1_pooled, mvau2_in)',
      'mvau_accumulators<Mvau2>(mvau2_in, mvau2_out, mvau2_weights)',
      'label_select<Mvau2>(mvau2_out, classes, mvau2_scale, mvau2_bias)',
      'write_class(classes, last, m_axis)',
    ]);
  });

  it('have the FIFOs of the estimated chain, and one of a window before an MVAU', () => {
    const plan = planWith([
      [4, 3],
      [4, 12],
      [2, 8],
    ]);
    const depths = Object.fromEntries(
      processesOf(plan).flatMap(({ output }) => (output ? [[output.name, output.depth]] : [])),
    );
    const { network, estimate } = plan.request;
    const stages = network.stages.map((s) => s.stage);
    const chained = [1, 2].map((i) => {
      const parts = partsOf(stages, i, network.precision, estimate);
      return parts.flatMap((part) => (part.kind === 'fifo' ? [[part.at.width, part.at.depth]] : []));
    });
    // Two rows of 26 pixels x 12 channels in words of 6, then a window of 108 in words of 12.
    expect(chained[0]).toEqual([
      [24, 104],
      [48, 9],
    ]);
    expect([depths.mvau1_map, depths.mvau1_in]).toEqual([104, 9]);
    // The dense layer's 1728 inputs in words of 8. The pool here needs no rows in advance, as FINN's generator does.
    expect(chained[1].at(-1)).toEqual([32, 216]);
    expect(depths.mvau2_in).toBe(216);
    expect(depths.mvau0_in).toBe(3);
    const handing = ['pixels', 'mvau0_map', 'mvau0_window', 'mvau0_out', 'mvau1_window', 'mvau1_out'];
    expect(handing.map((name) => depths[name])).toEqual(handing.map(() => 2));
  });

  it('take out the padding of a map before a dense layer', () => {
    const flat: Topology = { ...maps, layers: maps.layers.filter(({ kind }) => kind !== 'maxpool') };
    const calls = (pe: number, mh: number, slow: number) =>
      processesOf(
        planWith(
          [
            [6, 18],
            [pe, 6, mh],
            [slow, 80],
            [1, 6],
          ],
          flat,
        ),
      ).map(({ call }) => call);
    // 20 pixels of 4 channels in 3 words of 2.
    expect(calls(2, 6, 6)).toContain('widen<8, 1, 3, 2, 20>(mvau1_out, mvau2_map)');
    // In words of 3 the channels meet one by one: 120 cycles, too slow here, so a pixel at a time through 12.
    expect(calls(3, 6, 6)).toEqual(
      expect.arrayContaining([
        'widen<12, 4, 2, 1, 20>(mvau1_out, mvau2_map_regroup)',
        'narrow<16, 3, 1, 1, 20>(mvau2_map_regroup, mvau2_map)',
      ]),
    );
  });

  it('never wait for elements that do not come: words of a stream times its width are the same on both sides', () => {
    const sizes = stagesOf(maps).flatMap(({ units, fanIn }) => [units, fanIn]);
    const lanes = fc.tuple(
      ...sizes.map((n) =>
        fc.tuple(fc.nat({ max: 3 }), fc.nat()).map(([pad, pick]) => {
          const padded = n + pad;
          const choices = divisorsOf(padded);
          return [padded, choices[pick % choices.length]] as const;
        }),
      ),
    );
    fc.assert(
      fc.property(lanes, (sides) => {
        const foldings = stagesOf(maps).map((_, i): FoldingNumbers => {
          const [[mh, pe], [mw, simd]] = [sides[2 * i], sides[2 * i + 1]];
          return [pe, simd, mh, mw];
        });
        const plan = planWith(foldings, maps);
        const processes = processesOf(plan);
        const names = processes.flatMap(({ output }) => (output ? [output.name] : []));
        expect(new Set(names).size).toBe(names.length);
        for (const [i, { call, output }] of processes.entries()) {
          const before = processes[i - 1]?.output;
          const numbers = /^(widen|narrow)<(\d+), (\d+), (\d+), (\d+)(?:, (\d+))?>/.exec(call);
          if (!numbers || !before || !output) continue;
          const [bits, factor, from, to, vectors = 1] = numbers.slice(2).filter(Boolean).map(Number);
          const wide = bits * factor;
          const joins = numbers[1] === 'widen';
          expect([before.width, output.width]).toEqual(joins ? [bits, wide] : [wide, bits]);
          expect([before.words, output.words]).toEqual([from * vectors, to * vectors]);
        }
        for (const { name, neuronFolds, synapseFolds, vectors } of plan.layers) {
          const at = processes.findIndex((process) => process.name === name);
          expect(processes[at].output?.words).toBe(neuronFolds * vectors);
          expect(processes[at - 1].output?.words).toBe(synapseFolds * vectors);
        }
      }),
      { numRuns: 60 },
    );
  });
});
