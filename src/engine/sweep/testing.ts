import { BitscapeError } from '../../core/errors';
import type { CellStore } from '../cell-store';
import type { Recipe } from '../recipe';
import { type CellLocks, memoryLocks } from '../storage/locks';
import { memoryCellStore } from '../storage/memory-store';
import { checkpointAfter, DATASET, finishedCell, keyOf } from '../storage/testing';
import type { CellTrainer } from './cell-trainer';
import type { SweepEvent } from './events';
import { createSweep, type Sweep, type SweepOptions } from './sweep';

/** What goes wrong: asked before every epoch of every attempt, 0-based attempts per cell; undefined = nothing. */
export type Mishap = (at: { key: string; epoch: number; attempt: number }) => Error | undefined;

/** Trainers that pretend: an epoch is a turn of the event loop. */
export interface Lab {
  openTrainer(): Promise<CellTrainer>;
  /** Every training that was begun: the cell and the epochs it started from. */
  begun: { key: string; from: number }[];
  alive(): number;
  opened(): number;
  /** Epochs trained so far, all cells together. */
  epochs(): number;
  /** Kills the worker that trains the cell. */
  kill(key: string): void;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export function createLab(mishap: Mishap = () => undefined, open: () => void = () => {}): Lab {
  const begun: Lab['begun'] = [];
  const living = new Map<CellTrainer, { cell: string | null }>();
  let opened = 0;
  let epochs = 0;

  function fakeTrainer(): CellTrainer {
    const job: { cell: string | null } = { cell: null };
    let gate: Promise<void> | undefined;
    let ungate = () => {};
    const trainer: CellTrainer = {
      engine: { id: 'fake', label: 'Fake' },
      async train(recipe, resume, { onProgress, onCheckpoint }) {
        const key = keyOf(recipe);
        const attempt = begun.filter((b) => b.key === key).length;
        begun.push({ key, from: resume?.epoch ?? 0 });
        job.cell = key;
        const assertAlive = () => {
          if (!living.has(trainer)) throw new BitscapeError('WorkerLost', 'the worker died');
        };
        for (let epoch = (resume?.epoch ?? 0) + 1; epoch <= recipe.epochs; epoch++) {
          await turn();
          await gate;
          assertAlive();
          const error = mishap({ key, epoch, attempt });
          if (error) throw error;
          epochs++;
          const at = { epoch, epochs: recipe.epochs, steps: 10, imagesPerSecond: 100, loss: 1 };
          onProgress({ ...at, phase: 'training', step: 5 });
          await turn();
          assertAlive();
          if (epoch < recipe.epochs) await onCheckpoint(checkpointAfter(recipe, epoch));
        }
        return finishedCell(recipe);
      },
      pause() {
        gate ??= new Promise((resolve) => {
          ungate = resolve;
        });
      },
      resume() {
        ungate();
        gate = undefined;
      },
      terminate() {
        living.delete(trainer);
        ungate();
      },
    };
    living.set(trainer, job);
    opened++;
    return trainer;
  }

  return {
    async openTrainer() {
      await turn();
      open();
      return fakeTrainer();
    },
    begun,
    alive: () => living.size,
    opened: () => opened,
    epochs: () => epochs,
    kill(key) {
      for (const [trainer, job] of living) if (job.cell === key) trainer.terminate();
    },
  };
}

/** A sweep over fakes, with all its events. */
export interface Trial {
  sweep: Sweep;
  lab: Lab;
  store: CellStore;
  events: SweepEvent[];
  /** Resolves with the first event, past or future, that the test accepts. */
  until(accepts: (event: SweepEvent) => boolean): Promise<SweepEvent>;
  done(): Promise<SweepEvent>;
}

export function createTrial(
  recipes: readonly Recipe[],
  options: Partial<SweepOptions> & {
    lab?: Lab;
    locks?: CellLocks;
    react?: (event: SweepEvent, sweep: Sweep) => void;
  } = {},
): Trial {
  const { lab = createLab(), react = () => {}, store = memoryCellStore(), ...rest } = options;
  const events: SweepEvent[] = [];
  const waiting = new Set<(event: SweepEvent) => void>();
  const sweep = createSweep({
    recipes,
    dataset: DATASET,
    openTrainer: lab.openTrainer,
    workers: 2,
    store,
    locks: memoryLocks(),
    onEvent(event) {
      events.push(event);
      for (const listener of waiting) listener(event);
      react(event, sweep);
    },
    ...rest,
  });
  const until: Trial['until'] = (accepts) => {
    const past = events.find(accepts);
    if (past) return Promise.resolve(past);
    return new Promise((resolve) => {
      const listener = (event: SweepEvent) => {
        if (!accepts(event)) return;
        waiting.delete(listener);
        resolve(event);
      };
      waiting.add(listener);
    });
  };
  return {
    sweep,
    lab,
    store,
    events,
    until,
    done: () => until((e) => e.type === 'state' && e.state === 'done'),
  };
}

/** The events of one type, of one cell if a key is given. */
export function eventsOf<T extends SweepEvent['type']>(
  events: readonly SweepEvent[],
  type: T,
  key?: string,
): Extract<SweepEvent, { type: T }>[] {
  return events.filter(
    (e): e is Extract<SweepEvent, { type: T }> => e.type === type && (!key || ('key' in e && e.key === key)),
  );
}

/** Keys of the cells that were finished, sorted. */
export const finishedKeys = (events: readonly SweepEvent[]): string[] =>
  eventsOf(events, 'cell-finished')
    .map(({ key }) => key)
    .sort();

export const givenUp = (events: readonly SweepEvent[]): Extract<SweepEvent, { type: 'cell-failed' }>[] =>
  eventsOf(events, 'cell-failed').filter(({ willRetry }) => !willRetry);
