import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topologyOf } from '../network/presets';
import { DEVICES } from './devices';
import { RESOURCE_NAMES } from './estimate';
import type { EstimateRequest } from './estimator';
import { finn } from './finn';
import { finnAnswers } from './finn-record';
import { estimateGrid } from './grid-estimate';
import { lineSum } from './line-lut';
import { billedLine } from './mvau-line';
import { MVAU_OPTION_DEFAULTS, type MvauChoice, type MvauOptions } from './mvau-options';
import { fit } from './search/fit';
import { stageChoicesOf } from './stage-choices';
import { stageMvau } from './stage-mvau';
import { knownStagesOf } from './stages';
import { mvauChoices, mvauOptions } from './testing';

const bits = fc.integer({ min: 1, max: 8 });
const precisions = fc.record({ weightBits: bits, activationBits: bits, inputBits: bits });
const networks = fc.constantFrom('tfc', 'sfc', 'lfc', 'cnn');

/** A cell at the options. */
const cells = fc.record({ name: networks, precision: precisions }).chain(({ name, precision }) =>
  mvauOptions(topologyOf(name).layers.filter(({ kind }) => kind !== 'maxpool').length).map((mvau) => ({
    topology: topologyOf(name),
    precision,
    mvau,
    targetFps: 10000,
    clockMhz: 100,
    part: 'xc7z020clg400-1',
  })),
);

const W3A3 = { weightBits: 3, activationBits: 3, inputBits: 1 };

const request = (mvau: Partial<MvauOptions>, name = 'sfc', precision = W3A3): EstimateRequest => ({
  topology: topologyOf(name),
  precision,
  mvau: { ...MVAU_OPTION_DEFAULTS, ...mvau },
  targetFps: 10000,
  clockMhz: 100,
  part: 'xc7z020clg400-1',
});

const totalOf = (mvau: Partial<MvauOptions>, name?: string, precision?: typeof W3A3) =>
  finn.estimate(request(mvau, name, precision)).total;

describe("the finn estimator's options", () => {
  it("bill each layer as FINN's formulas do, UltraRAM without its double count; layers add up to the totals", () => {
    fc.assert(
      fc.property(cells, (cell) => {
        const { layers, total } = finn.estimate(cell);
        const choices = stageChoicesOf(cell.topology, cell.mvau);
        knownStagesOf(cell.topology).forEach((stage, i) => {
          // FINN knows the full count only, and no lines.
          const choice = { ...choices[i], thresholds: 'full' } as const;
          const { folding } = layers[i];
          const params = stageMvau(cell.topology, stage, i, cell.precision, folding, choice);
          const line = billedLine(params, folding.mh / folding.pe);
          const styles = line ? ({ ram_style_thresholds: 'auto' } as const) : {};
          const plain = finnAnswers({ op: 'MVAU_hls', params: { ...params, ...styles } }, 'finn-corrected');
          const theirs = {
            ...plain,
            lut: plain.lut + (line ? folding.pe * lineSum(line.lut) : 0),
            dsp: plain.dsp + folding.pe * (line?.dsp ?? 0),
          };
          const { lut, bram18, uram, dsp, cycles } = layers[i];
          expect({ bram18, uram, dsp, cycles }).toEqual({
            bram18: theirs.bram18,
            uram: theirs.uram,
            dsp: theirs.dsp,
            cycles: theirs.cycles,
          });
          if (choices[i].thresholds === 'full') expect(lut).toBe(theirs.lut);
          else expect(lut).toBeLessThanOrEqual(theirs.lut);
        });
        for (const name of RESOURCE_NAMES) {
          const sum = layers.reduce((all, layer) => all + (layer[name] ?? Number.NaN), 0);
          if (name === 'ff') expect(total.ff).toBeNull();
          else expect(total[name], name).toBe(sum);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('explain every number with the number and the attribute that decides it', () => {
    fc.assert(
      fc.property(cells, (cell) => {
        const { layers, total, totalExplanations } = finn.estimate(cell);
        for (const layer of layers) {
          for (const name of ['lut', 'bram18', 'uram', 'dsp'] as const) {
            const explanation = layer.explanations[name];
            expect(explanation?.value).toBe(layer[name]);
            expect(explanation?.substituted).toContain(String(layer[name]));
            expect(explanation?.substituted).toMatch(
              name === 'dsp' ? /resType/ : /mem_mode internal|external/,
            );
            expect(totalExplanations[name]?.value).toBe(total[name]);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('never bill more thresholds in less memory', () => {
    const order = (a: number): MvauChoice['thresholds'][] =>
      a < 3 ? ['half', 'a', 'full'] : ['a', 'half', 'full'];
    fc.assert(
      fc.property(networks, precisions, (name, precision) => {
        const luts = order(precision.activationBits).map(
          (thresholds) => totalOf({ thresholds, thresholdMemory: 'distributed' }, name, precision).lut ?? 0,
        );
        expect([...luts].sort((a, b) => a - b)).toEqual(luts);
        expect(luts[0]).toBeGreaterThan(totalOf({}, name, precision).lut ?? 0);
      }),
    );
  });

  it('count as many thresholds as the quantizer needs: 2^(A-1) after a hard tanh, 2^A - 1 after a ReLU', () => {
    const billed = { thresholdMemory: 'distributed' } as const;
    const a4 = { weightBits: 2, activationBits: 4, inputBits: 8 };
    for (const [name, same] of [
      ['tfc', 'half'],
      ['cnn', 'full'],
    ] as const) {
      expect(totalOf({ ...billed, thresholds: 'quantizer' }, name, a4)).toEqual(
        totalOf({ ...billed, thresholds: same }, name, a4),
      );
    }
  });

  it('move weights from block RAM to LUTs, to UltraRAM and outside', () => {
    fc.assert(
      fc.property(networks, precisions, (name, precision) => {
        const at = (mvau: Partial<MvauOptions>) => totalOf(mvau, name, precision);
        const block = at({ ram: 'block' });
        const [lut = 0, bram18 = 0] = [block.lut ?? 0, block.bram18 ?? 0];
        expect(at({})).toEqual(block);
        expect(block).toMatchObject({ uram: 0, dsp: 0 });
        expect(bram18).toBeGreaterThan(0);
        const distributed = at({ ram: 'distributed' });
        expect(distributed).toMatchObject({ bram18: 0, uram: 0 });
        expect(distributed.lut).toBeGreaterThan(lut);
        const ultra = at({ ram: 'ultra' });
        expect(ultra).toMatchObject({ lut, bram18: 0 });
        expect(ultra.uram).toBeGreaterThan(0);
        expect(at({ memory: 'external' })).toMatchObject({ lut, bram18: 0, uram: 0 });
        expect(at({ multipliers: 'dsp' }).dsp).toBeGreaterThan(0);
        expect(at({ multipliers: 'dsp' }).lut).toBeLessThan(lut);
      }),
    );
  });

  it('bill a line instead of thresholds where it was asked for, or takes fewer LUTs', () => {
    const at = (
      activation: MvauChoice['activation'],
      activationBits: number,
      more: Partial<MvauOptions> = {},
    ) => totalOf({ thresholdMemory: 'distributed', activation, ...more }, 'sfc', { ...W3A3, activationBits });
    const luts = (bits: number) =>
      (['thresholds', 'affine', 'two-hot', 'auto'] as const).map((name) => at(name, bits).lut ?? Number.NaN);
    const [thresholds8, affine8, twoHot8, auto8] = luts(8);
    expect(Math.max(affine8, twoHot8)).toBeLessThan(thresholds8 / 2);
    expect(auto8).toBe(affine8);
    const [thresholds2, affine2, , auto2] = luts(2);
    expect(affine2).toBeGreaterThan(thresholds2);
    expect(auto2).toBe(thresholds2);
    expect(luts(1)).toEqual(Array(4).fill(luts(1)[0]));
    expect(at('affine', 8).dsp).toBe(0);
    expect(at('two-hot', 8, { multipliers: 'dsp' }).dsp).toBe(0);
    const inDsps = at('affine', 8, { multipliers: 'dsp' });
    expect(inDsps.dsp).toBeGreaterThan(at('thresholds', 8, { multipliers: 'dsp' }).dsp ?? 0);
    expect(inDsps.lut).toBeLessThan(affine8);
  });

  it('are per layer where they are lists', () => {
    const uniform = finn.estimate(request({ ram: 'block' })).layers;
    const distributed = finn.estimate(request({ ram: 'distributed' })).layers;
    const mixed = finn.estimate(request({ ram: ['auto', 'distributed', 'block', 'block'] }));
    expect(mixed.layers.map(({ bram18 }) => bram18)).toEqual(
      uniform.map(({ bram18 }, i) => (i === 1 ? distributed[1].bram18 : bram18)),
    );
    expect(mixed.notes[0]).toBe(
      'Options: mvau1 RAM style distributed; mvau2 RAM style block; mvau3 RAM style block.',
    );
  });

  it('say what they need and leave out, and nothing at the defaults', () => {
    const notes = (mvau: Partial<MvauOptions>) => finn.estimate(request(mvau)).notes;
    const missing = (mvau: Partial<MvauOptions>) => finn.estimate(request(mvau)).notModelled.join(' ');
    expect(notes({})).toEqual([]);
    expect(notes({ ram: 'ultra' })).toEqual([
      'Options: RAM style ultra in all layers.',
      expect.stringContaining('UltraRAM (mvau0, mvau1, mvau2, mvau3): FINN wants runtime_writeable_weights'),
    ]);
    // A = 3: A thresholds are 3, a hard tanh needs 4.
    expect(notes({ thresholds: 'a', thresholdMemory: 'distributed' })[1]).toBe(
      "Fewer thresholds are billed than this network's quantizer needs, 4 per neuron: mvau0, mvau1, mvau2.",
    );
    expect(missing({})).toContain('Thresholds: FINN bills them only');
    expect(missing({ thresholdMemory: ['distributed', 'auto', 'distributed', 'auto'] })).toContain(
      'Thresholds of mvau1: FINN bills',
    );
    expect(missing({ thresholdMemory: 'distributed' })).not.toContain('Thresholds');
    expect(missing({ memory: 'external' })).toContain('External weights: the memory and the DMA');
  });

  it('say that a network of too many thresholds has lines, until they are billed', () => {
    const notes = (activationBits: number, mvau: Partial<MvauOptions>) => {
      const asked = request(mvau);
      return finn.estimate({ ...asked, precision: { ...asked.precision, activationBits } }).notes.join(' ');
    };
    const lines = 'With more than 4096 thresholds per neuron a network has a line for each neuron';
    expect(notes(14, {})).toContain(lines);
    expect(notes(14, { activation: 'affine' })).not.toContain(lines);
    expect(notes(13, {})).not.toContain(lines);
  });

  it.each<[Partial<MvauOptions>, string, string]>([
    [
      { memory: 'embedded', ram: 'ultra' },
      'IllegalMvauOption',
      'mvau0: RAM style ultra is for decoupled weights',
    ],
    [
      { memory: ['decoupled', 'decoupled', 'external', 'decoupled'], ram: 'block' },
      'IllegalMvauOption',
      'mvau2: RAM style block is for decoupled weights; with weight memory external legal: auto',
    ],
    [
      { multipliers: ['dsp', 'lut'] },
      'MvauOptionCount',
      'multipliers: 2 values for 4 layers: give one for all, or one for each of mvau0, mvau1, mvau2, mvau3',
    ],
  ])('that FINN would not heed are refused by name: %j', (mvau, name, message) => {
    expect(() => finn.estimate(request(mvau))).toThrow(
      expect.objectContaining({ name, message: expect.stringContaining(message) }),
    );
  });
});

describe('UltraRAM', () => {
  const ultra = { ...MVAU_OPTION_DEFAULTS, ram: 'ultra' } as const;
  const grid = (device: string, mvau: MvauOptions) =>
    estimateGrid({ ...request({}), estimator: finn, inputBits: 1, device: DEVICES[device], mvau }, [3], [3])
      .cells[0];

  it('does not fit a device without it, and binds there', () => {
    const { estimate, fit } = grid('xc7z020', ultra);
    expect(estimate.total.uram).toBeGreaterThan(0);
    expect(fit).toMatchObject({ fits: false, binding: 'uram' });
    expect(fit.utilisation.uram).toBe(Number.POSITIVE_INFINITY);
    expect(grid('xc7z020', MVAU_OPTION_DEFAULTS).fit).toMatchObject({ fits: true });
    expect(grid('zu7ev', ultra).fit.utilisation.uram).toBe((estimate.total.uram ?? 0) / 96);
  });

  it('is named where the search for a folding lacks it, and used where there is some', () => {
    const search = {
      estimator: finn,
      topology: topologyOf('sfc'),
      precision: W3A3,
      clockMhz: 100,
      mvau: ultra,
    };
    expect(fit({ ...search, device: DEVICES.xc7z020 })).toMatchObject({
      folding: null,
      reason: expect.stringMatching(/at least \d+ URAM of 0/),
    });
    const fitted = fit({ ...search, device: DEVICES.zu7ev });
    expect(fitted.folding).not.toBeNull();
    expect(fitted.folding && fitted.estimate.total.uram).toBeLessThanOrEqual(96);
  });
});

it('a list of equal choices means the same as one for all', () => {
  fc.assert(
    fc.property(mvauChoices, (choice) => {
      const listed: MvauOptions = {
        thresholds: Array(4).fill(choice.thresholds),
        thresholdMemory: Array(4).fill(choice.thresholdMemory),
        memory: Array(4).fill(choice.memory),
        ram: Array(4).fill(choice.ram),
        multipliers: Array(4).fill(choice.multipliers),
        activation: Array(4).fill(choice.activation),
      };
      expect(JSON.stringify(finn.estimate(request(listed)))).toBe(
        JSON.stringify(finn.estimate(request(choice))),
      );
    }),
    { numRuns: 30 },
  );
});
