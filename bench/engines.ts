/**
 * Training speed of the engines, in headless Chromium: `npm run bench:engines -- [rounds] [networks]` prints JSON;
 * with --write it also replaces the table in docs/performance.md. W3A3, batch 100, one worker, the engines taking
 * turns; every figure is the median of the rounds.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { staticServer } from '../scripts/static-server.mjs';
import { findChromium } from '../scripts/tools.mjs';
import { assemblyScript } from '../scripts/vite-assemblyscript';
import { sgemmPeak, torchVersion } from './engines/native';
import { BATCH, median, recordsOf, type StepTimes, tableOf } from './engines/table';
import type { BenchRequest } from './engines/worker';

const { values, positionals } = parseArgs({
  options: { write: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const rounds = Number(positionals[0] ?? 7);
const networks = (positionals[1] ?? 'tfc,sfc,lfc,cnn').split(',');

/** Steps of one measure: about a tenth of a second of ours. */
const STEPS: Readonly<Record<string, number>> = { tfc: 60, sfc: 20, lfc: 3, cnn: 5 };

interface Figure {
  engine: string;
  /** Rounds at most: the slow ones vary little. */
  rounds: number;
  request(network: string): BenchRequest | null;
}

const step = (engine: string): Figure => ({
  engine,
  rounds,
  request: (network) => ({ kind: 'step', engine, network, steps: STEPS[network] ?? 5 }),
});

const FIGURES: readonly Figure[] = [
  step('wasm-fma'),
  step('wasm-simd'),
  step('tfjs-wasm'),
  {
    engine: 'tfjs-wasm transposes',
    rounds: 5,
    request: (network) => ({ kind: 'stock', network, steps: 4, style: 'transposes' }),
  },
  {
    engine: 'tfjs-wasm stock',
    rounds: 3,
    request: (network) => (network === 'cnn' ? null : { kind: 'stock', network, steps: 2, style: 'stock' }),
  },
  {
    engine: 'tfjs-cpu',
    rounds: 1,
    request: (network) => ({ kind: 'step', engine: 'tfjs-cpu', network, steps: 1 }),
  },
];

async function serve(): Promise<{ url: string; close(): void }> {
  const out = mkdtempSync(join(tmpdir(), 'bitscape-bench-'));
  await build({
    root: fileURLToPath(new URL('engines', import.meta.url)),
    base: './',
    configFile: false,
    logLevel: 'error',
    plugins: [assemblyScript()],
    worker: { format: 'es', plugins: () => [assemblyScript()] },
    build: { outDir: out, target: 'es2022', emptyOutDir: true },
  });
  const server = staticServer(out);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close() {
      server.close();
      rmSync(out, { recursive: true, force: true });
    },
  };
}

const ask = (page: Page, request: BenchRequest, worker = 0): Promise<number> =>
  page.evaluate(([number, r]) => window.ask(number, r), [worker, request] as const);

/** Median step times, the engines taking turns within every round. */
async function stepTimes(page: Page): Promise<StepTimes> {
  const times: StepTimes = {};
  for (const network of networks) {
    const lists = FIGURES.map((): number[] => []);
    for (let round = 0; round < rounds; round++) {
      for (const [i, figure] of FIGURES.entries()) {
        const request = figure.request(network);
        if (request && round < figure.rounds) lists[i].push(await ask(page, request));
      }
    }
    times[network] = Object.fromEntries(
      FIGURES.map(({ engine }, i) => [engine, lists[i].length > 0 ? median(lists[i]) : null]),
    );
  }
  return times;
}

/** Images per second of two workers at once over those of one, sfc, taking turns; median of the rounds. */
async function twoWorkers(page: Page): Promise<number> {
  const request: BenchRequest = { kind: 'step', engine: 'wasm-fma', network: 'sfc', steps: 100 };
  await ask(page, request, 1);
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const alone = await ask(page, request, 0);
    const both = await Promise.all([ask(page, request, 0), ask(page, request, 1)]);
    ratios.push(alone / both[0] + alone / both[1]);
  }
  return Number(median(ratios).toFixed(2));
}

/** Milliseconds per 1000 images of the integer network: our kernels against core's. */
async function evaluation(page: Page) {
  const result: Record<string, { ours: number; core: number }> = {};
  for (const network of networks) {
    const [ours, core] = [[] as number[], [] as number[]];
    for (let round = 0; round < 3; round++) {
      ours.push(await ask(page, { kind: 'classify', engine: 'wasm-simd', network }));
      core.push(await ask(page, { kind: 'classify', engine: 'tfjs-cpu', network }));
    }
    result[network] = { ours: Number(median(ours).toFixed(1)), core: Number(median(core).toFixed(1)) };
  }
  return result;
}

const site = await serve();
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const page = await browser.newPage();
  await page.goto(site.url);
  const sgemm = sgemmPeak();
  const records = recordsOf(await stepTimes(page), sgemm);
  const report = {
    date: new Date().toISOString().slice(0, 10),
    processor: cpus()[0]?.model,
    cores: cpus().length,
    chromium: browser.version(),
    batch: BATCH,
    rounds,
    sgemmGflops: sgemm,
    pytorch: torchVersion(),
    records,
    twoWorkersOverOne: await twoWorkers(page),
    evaluationMsPer1000: await evaluation(page),
  };
  console.log(JSON.stringify(report, null, 2));
  if (values.write) writeTable(tableOf(records));
} finally {
  await browser.close();
  site.close();
}

/** Replaces what is between the two markers of the page. */
function writeTable(table: string): void {
  const file = fileURLToPath(new URL('../docs/performance.md', import.meta.url));
  const text = readFileSync(file, 'utf8');
  const [start, end] = ['<!-- bench:engines -->', '<!-- end -->'];
  const [before, rest] = text.split(start);
  writeFileSync(file, `${before}${start}\n${table}\n${end}${rest.split(end)[1]}`);
}
