/**
 * Training speed of the engines that run in Node: `npx tsx bench/engines.ts [rounds]` prints JSON, one record
 * per engine and network: the median of the rounds, each the mean of 5 warm steps at batch 100, W3A3.
 */
import { PRESETS } from '../src/core/network/presets';
import { openEngine } from '../src/engine/engines';
import { RECIPE_DEFAULTS } from '../src/engine/recipe';
import { measureStep } from '../src/engine/trial';

const CASES = [
  { engine: 'tfjs-wasm', networks: ['tfc', 'sfc', 'lfc', 'cnn'] },
  { engine: 'tfjs-cpu', networks: ['tfc'] },
];

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

const rounds = Number(process.argv[2] ?? 5);
const records: Record<string, string | number>[] = [];
for (const { engine: id, networks } of CASES) {
  const engine = await openEngine(id);
  for (const network of networks) {
    const times: number[] = [];
    for (let i = 0; i < rounds; i++) times.push(await measureStep(engine, PRESETS[network]));
    const milliseconds = median(times);
    records.push({
      engine: id,
      network,
      millisecondsPerStep: Number(milliseconds.toFixed(2)),
      imagesPerSecond: Math.round((1000 * RECIPE_DEFAULTS.batchSize) / milliseconds),
    });
  }
}
console.log(
  JSON.stringify({ batch: RECIPE_DEFAULTS.batchSize, rounds, node: process.version, records }, null, 2),
);
