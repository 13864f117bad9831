import { PRESETS } from '../../src/core/network/presets';
import { stagesOf } from '../../src/core/network/topology';

export const BATCH = 100;

/** Medians in milliseconds, by network and then engine; null where none was measured. */
export type StepTimes = Record<string, Record<string, number | null>>;

/** Floating-point operations of a step: forward, both gradients, but no gradient of the network's input. */
export const stepFlops = (network: string): number =>
  stagesOf(PRESETS[network]).reduce((sum, s, i) => {
    const products = BATCH * s.vectors * s.fanIn * s.units;
    return sum + 2 * products * (i === 0 ? 2 : 3);
  }, 0);

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** One record per network and engine. `peak`: GFLOP/s of the machine's sgemm on one thread, if known. */
export function recordsOf(times: StepTimes, peak: number | null) {
  return Object.entries(times).flatMap(([network, byEngine]) => {
    const ours = byEngine['wasm-fma'] ?? byEngine['wasm-simd'];
    return Object.entries(byEngine).map(([engine, milliseconds]) => {
      if (milliseconds === null) return { network, engine, milliseconds };
      const gflops = stepFlops(network) / milliseconds / 1e6;
      return {
        network,
        engine,
        milliseconds: Number(milliseconds.toFixed(2)),
        imagesPerSecond: Math.round((1000 * BATCH) / milliseconds),
        gflops: Number(gflops.toFixed(1)),
        shareOfPeak: peak && Number((gflops / peak).toFixed(2)),
        timesOurs: ours ? Number((milliseconds / ours).toFixed(2)) : null,
      };
    });
  });
}

/** The records as a Markdown table, a row per engine and network. */
export function tableOf(records: ReturnType<typeof recordsOf>): string {
  const head = '| network | engine | step, ms | images/s | GFLOP/s | of sgemm peak | times wasm-fma |';
  const rows = records.map((r) =>
    r.milliseconds === null
      ? `| ${r.network} | ${r.engine} | not measured | | | | |`
      : `| ${r.network} | ${r.engine} | ${r.milliseconds} | ${r.imagesPerSecond} | ${r.gflops} | ` +
        `${r.shareOfPeak ? `${Math.round(100 * r.shareOfPeak)} %` : ''} | ${r.timesOurs ?? ''} |`,
  );
  return [head, '|---|---|---|---|---|---|---|', ...rows].join('\n');
}
