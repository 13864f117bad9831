import { wholeOf } from '../../src/core/hardware/estimator';
import { estimatorOf } from '../../src/core/hardware/estimators';
import { ANCHORS, residualOf } from '../../src/core/hardware/unrolled/anchors';
import { PYNQ_NETWORKS, type PynqNetwork } from './bnn-pynq';
import { residuals } from './statistics';
import { type SynthesizedMvau, synthesizedMvaus } from './syntheses';

type Pair = readonly [estimate: number, measured: number];

/** Estimates of one resource against one set of measurements. */
interface Row {
  what: string;
  against: string;
  pairs: readonly Pair[];
  /** Percent of the measurement unless a unit is given: then plain differences in it. */
  unit?: string;
}

/** The table of an estimator: how far it is from what was measured. `golden`: folder of the syntheses, null without. */
export const TABLES: Readonly<Record<string, (golden: string | null) => string>> = {
  finn: (golden) => table([...pynqRows('finn', PYNQ_NETWORKS), ...synthesisRows(golden, ({ finn }) => finn)]),
  'finn-r': (golden) =>
    table([...pynqRows('finn-r', PYNQ_NETWORKS), ...synthesisRows(golden, ({ finnR }) => finnR)]),
  'lfc-hls': () => table([...paperRows(), ...pynqRows('lfc-hls', PYNQ_NETWORKS.slice(0, 2))]),
  unrolled: () => table(unrolledRows()),
};

const NAMES = { lut: 'LUT', ff: 'FF', bram18: 'RAMB18' } as const;
type Name = keyof typeof NAMES;

function pynqRows(estimator: string, networks: readonly PynqNetwork[]): Row[] {
  const used = networks.map((network) => wholeOfNetwork(estimator, network));
  return (['lut', 'ff', 'bram18'] as const).flatMap((name) => {
    const pairs = networks.flatMap((network, i): Pair[] => {
      const value = used[i][name];
      return value === null ? [] : [[value, network[name]]];
    });
    return pairs.length > 0 ? [{ what: NAMES[name], against: 'whole designs, BNN-PYNQ', pairs }] : [];
  });
}

function wholeOfNetwork(id: string, { topology, folding, ...precision }: PynqNetwork) {
  const estimator = estimatorOf(id);
  const part = 'xc7z020clg400-1';
  const estimate = estimator.estimate({ topology, precision, folding, targetFps: 1, clockMhz: 100, part });
  return wholeOf(estimator, { topology, precision }, estimate);
}

function synthesisRows(
  golden: string | null,
  estimateOf: (mvau: SynthesizedMvau) => Record<'lut' | 'bram18', number>,
): Row[] {
  if (golden === null) return [];
  const mvaus = synthesizedMvaus(golden);
  const rows = (thresholds: boolean, against: string): Row[] =>
    (['lut', 'bram18'] as const).map((name) => ({
      what: NAMES[name],
      against,
      pairs: mvaus
        .filter((mvau) => mvau.thresholds === thresholds && mvau.measured[name] > 0)
        .map((mvau): Pair => [estimateOf(mvau)[name], mvau.measured[name]]),
    }));
  return [...rows(false, 'MVAUs, Yosys'), ...rows(true, 'MVAUs with thresholds, Yosys')];
}

/** Table 2 of paper 003: what the constants are fitted to. */
function paperRows(): Row[] {
  const published: Record<Name, readonly [w1a1: number, w8a8: number]> = {
    lut: [53336, 223910],
    ff: [31954, 226282],
    bram18: [224, 1643],
  };
  const [first] = PYNQ_NETWORKS;
  const estimates = [1, 8].map((bits) =>
    wholeOfNetwork('lfc-hls', { ...first, weightBits: bits, activationBits: bits }),
  );
  return (['lut', 'ff', 'bram18'] as const).map((name) => ({
    what: NAMES[name],
    against: "paper 003's HLS reports (fitted to them)",
    pairs: published[name].map((value, i): Pair => [estimates[i][name] ?? Number.NaN, value]),
  }));
}

function unrolledRows(): Row[] {
  const all = ANCHORS.map((anchor) => ({ anchor, residual: residualOf(anchor) }));
  const row = (
    what: string,
    unit: string,
    of: (r: ReturnType<typeof residualOf>) => number | null,
    few = all,
  ): Row => ({
    what,
    unit,
    against: 'paper 002, tables II and III',
    pairs: few.flatMap(({ residual }): Pair[] => {
      const value = of(residual);
      return value === null ? [] : [[value, 0]];
    }),
  });
  return [
    row('II', 'cycles', ({ ii }) => ii),
    row('latency', 'cycles', ({ latencyCycles }) => latencyCycles),
    row(
      'DSP, up to 8 bits',
      'points',
      ({ dspPoints }) => dspPoints,
      all.filter(({ anchor }) => anchor.bits <= 8),
    ),
    row(
      'DSP, 16 bits',
      'points',
      ({ dspPoints }) => dspPoints,
      all.filter(({ anchor }) => anchor.bits > 8),
    ),
    row('LUT', 'points', ({ lutPoints }) => lutPoints),
    row('FF', 'points', ({ ffPoints }) => ffPoints),
  ];
}

const HEAD = '| | against | n | median | p90 | max | bias |\n|---|---|---|---|---|---|---|';

function table(rows: readonly Row[]): string {
  const lines = rows.map(({ what, against, pairs, unit }) => {
    const { count, median, p90, max, bias } = residuals(pairs, unit === undefined);
    const shown = (value: number): string =>
      unit === undefined ? `${(100 * value).toFixed(1)} %` : `${value.toFixed(1)} ${unit}`;
    const signed = `${bias > 0 ? '+' : ''}${shown(bias)}`;
    return `| ${what} | ${against} | ${count} | ${shown(median)} | ${shown(p90)} | ${shown(max)} | ${signed} |`;
  });
  return [HEAD, ...lines].join('\n');
}
