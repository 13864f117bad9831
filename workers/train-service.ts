import type { Dataset } from '../src/core/datasets/dataset';
import { BitscapeError } from '../src/core/errors';
import { openEngine } from '../src/engine/engines';
import { trainCell } from '../src/engine/run';
import type { Engine } from '../src/engine/trainer';
import { createGate } from './gate';
import type { OpenedEngine, TrainApi } from './protocol';
import { release } from './release';

/** What a train worker does; apart from its entry file so that it also runs in tests. */
export function createTrainService(open: typeof openEngine = openEngine): TrainApi {
  const gate = createGate();
  let ready: { engine: Engine; data: Dataset } | undefined;
  let busy = false;

  return {
    async open(choice, data) {
      const tried: OpenedEngine['tried'] = [];
      const engine = await open(choice, (id, reason) => tried.push({ id, reason }));
      ready = { engine, data };
      return { id: engine.id, label: engine.label, deterministic: engine.deterministic, tried };
    },
    async train(recipe, resume, hooks) {
      if (!ready) throw new BitscapeError('NotOpen', 'the train worker has no engine yet: open it first');
      if (busy) throw new BitscapeError('Busy', 'the train worker trains one cell at a time');
      busy = true;
      try {
        return await trainCell(ready.engine, recipe, ready.data, {
          resume,
          gate: gate.pass,
          onProgress: (progress) => void hooks.onProgress(progress),
          onCheckpoint: (checkpoint) => hooks.onCheckpoint(checkpoint),
        });
      } finally {
        busy = false;
        release(hooks);
      }
    },
    pause: gate.shut,
    resume: gate.open,
  };
}
