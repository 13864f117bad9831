import { PRESETS } from '../../src/core/network/presets';
import { openEngine } from '../../src/engine/engines';
import type { Engine } from '../../src/engine/trainer';
import { measureStep } from '../../src/engine/trial';
import { measureClassify } from './classify';
import { measureStock, type StockStyle } from './stock';

/** What the page asks of a worker: a figure in milliseconds. */
export type BenchRequest =
  | { kind: 'step'; engine: string; network: string; steps: number }
  /** tfjs-wasm as a user of tfjs would write it, with autodiff. */
  | { kind: 'stock'; network: string; steps: number; style: StockStyle }
  /** Integer evaluation, per 1000 images. */
  | { kind: 'classify'; engine: string; network: string };

const engines = new Map<string, Promise<Engine>>();

function engineOf(id: string): Promise<Engine> {
  const engine = engines.get(id) ?? openEngine(id);
  engines.set(id, engine);
  return engine;
}

const ANSWERS = {
  step: async (r: BenchRequest & { kind: 'step' }) =>
    measureStep(await engineOf(r.engine), PRESETS[r.network], r.steps),
  stock: async (r: BenchRequest & { kind: 'stock' }) => {
    await engineOf('tfjs-wasm');
    return measureStock(PRESETS[r.network], r.steps, r.style);
  },
  classify: async (r: BenchRequest & { kind: 'classify' }) =>
    measureClassify(await engineOf(r.engine), PRESETS[r.network]),
};

const answer = (r: BenchRequest): Promise<number> =>
  r.kind === 'step' ? ANSWERS.step(r) : r.kind === 'stock' ? ANSWERS.stock(r) : ANSWERS.classify(r);

addEventListener('message', ({ data }: MessageEvent<BenchRequest>) => {
  answer(data).then(
    (value) => postMessage({ value }),
    (error: unknown) => postMessage({ error: String(error) }),
  );
});
