import type { Dataset } from '../src/core/datasets/dataset';
import { BitscapeError } from '../src/core/errors';
import { openEngine, openSharedEngine } from '../src/engine/engines';
import { trainCell } from '../src/engine/run';
import { trainShared } from '../src/engine/shared/run';
import type { SharedState } from '../src/engine/shared/trainer';
import type { Engine } from '../src/engine/trainer';
import { createGate } from './gate';
import type { OpenedEngine, TrainApi } from './protocol';
import { release } from './release';

/** What a train worker does; apart from its entry file so that it also runs in tests. */
export function createTrainService(open: typeof openEngine = openEngine): TrainApi {
  const gate = createGate();
  let ready: { engine: Engine; data: Dataset } | undefined;
  let busy = false;
  let shared: SharedState | undefined;

  /** Runs one training at a time; its hooks are released at its end. */
  const alone = async <R>(
    hooks: object,
    work: (ready: { engine: Engine; data: Dataset }) => Promise<R>,
  ): Promise<R> => {
    if (!ready) throw new BitscapeError('NotOpen', 'the train worker has no engine yet: open it first');
    if (busy) throw new BitscapeError('Busy', 'the train worker trains one cell at a time');
    busy = true;
    try {
      return await work(ready);
    } finally {
      busy = false;
      release(hooks);
    }
  };

  return {
    async open(choice, data) {
      const tried: OpenedEngine['tried'] = [];
      const engine = await open(choice, (id, reason) => tried.push({ id, reason }));
      ready = { engine, data };
      return { id: engine.id, label: engine.label, deterministic: engine.deterministic, tried };
    },
    startFrom(state) {
      shared = state;
    },
    train: (recipe, resume, hooks) =>
      alone(hooks, ({ engine, data }) =>
        trainCell(engine, recipe, data, {
          resume,
          shared,
          gate: gate.pass,
          onProgress: (progress) => void hooks.onProgress(progress),
          onCheckpoint: (checkpoint) => hooks.onCheckpoint(checkpoint),
        }),
      ),
    trainShared: (recipe, hooks) =>
      alone(hooks, async ({ engine: opened, data }) => {
        const engine = await openSharedEngine(opened);
        void hooks.onEngine({ id: engine.id, label: engine.label });
        return trainShared(engine, recipe, data, {
          gate: gate.pass,
          onProgress: (progress) => void hooks.onProgress(progress),
          onScores: (accuracies) => void hooks.onScores(accuracies),
        });
      }),
    compress: (plan, hooks) =>
      alone(hooks, async ({ engine, data }) => {
        const { runPlanFor } = await import('./compress-service');
        await runPlanFor(engine, plan, data, hooks, gate.pass);
      }),
    pause: gate.shut,
    resume: gate.open,
  };
}
