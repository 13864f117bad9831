import { rm } from 'node:fs/promises';
import type { Dataset } from '../core/datasets/dataset';
import { BitscapeError, messageOf } from '../core/errors';
import { cellName } from '../core/precision';
import { cellToFile } from '../engine/cell-file';
import { type Checkpoint, cellAccuracy, keyOfRun, type TrainedCell } from '../engine/checkpoint';
import { checkpointFromFile, checkpointToFile } from '../engine/checkpoint-file';
import { openEngine } from '../engine/engines';
import type { Recipe } from '../engine/recipe';
import { type RunProgress, trainCell } from '../engine/run';
import { runKey } from '../engine/run-key';
import type { SharedState } from '../engine/shared/trainer';
import type { Engine } from '../engine/trainer';
import type { Arguments } from './arguments';
import { readTextIfAny, writeWhole } from './files';
import type { Io } from './io';

/** A run of the command line: what to train, on what, and the file of the finished cell. */
export interface CellRun {
  engine: Engine;
  recipe: Recipe;
  data: Dataset;
  /** File of the finished cell; without it nothing is kept. */
  out: string | undefined;
  /** Gets the shared weights for a recipe that starts from them. */
  shared?(recipe: Recipe): Promise<SharedState>;
}

/** The engine of `--engine`, its name noted. @throws BitscapeError "EngineUnavailable" or "UnknownEngine". */
export async function openChosenEngine(args: Arguments, io: Io): Promise<Engine> {
  const engine = await openEngine(args.get('engine') ?? 'auto');
  io.note(`engine: ${engine.label}`);
  return engine;
}

/** Name of a run's checkpoint: it lies beside the cell until that is finished. */
const checkpointPath = (out: string): string => `${out}.checkpoint`;

/**
 * Trains a cell, goes on from its checkpoint if there is one, and keeps a checkpoint after every epoch.
 * @throws BitscapeError "Interrupted" after Ctrl-C, "CheckpointMismatch" if the file beside is of another run
 * that is not finished, and those of `trainCell`.
 */
export async function runCell({ engine, recipe, data, out, shared }: CellRun, io: Io): Promise<TrainedCell> {
  const name = cellName(recipe.precision);
  const path = out === undefined ? undefined : checkpointPath(out);
  const resume = path === undefined ? undefined : await checkpointOf(path, runKey(recipe, data.id), io);
  if (resume) io.note(`${name}: goes on after epoch ${resume.epoch} of ${recipe.epochs}`);
  if (resume && resume.engine !== engine.id) {
    io.note(
      `${name}: goes on with ${engine.id}, begun on ${resume.engine}: an unbroken run would give other bits`,
    );
  }
  const start = recipe.start === 'shared' && !resume ? await shared?.(recipe) : undefined;
  const interrupt = new AbortController();
  const release = io.onInterrupt(() => interrupt.abort(interrupted(out)));
  try {
    const cell = await trainCell(engine, recipe, data, {
      resume,
      shared: start,
      signal: interrupt.signal,
      onProgress: progressNotes(name, io),
      onCheckpoint: (checkpoint) => keep(path, checkpoint),
    });
    if (out !== undefined && path !== undefined) {
      await writeWhole(out, cellToFile(cell));
      await rm(path, { force: true });
    }
    io.note(
      `${name}: test accuracy ${(100 * cellAccuracy(cell)).toFixed(2)} % in ${cell.seconds.toFixed(1)} s`,
    );
    return cell;
  } finally {
    release();
  }
}

async function keep(path: string | undefined, checkpoint: Checkpoint): Promise<void> {
  if (path !== undefined) await writeWhole(path, checkpointToFile(checkpoint));
}

/**
 * The checkpoint that the run goes on from; a damaged one is noted and not used.
 * @throws BitscapeError "CheckpointMismatch" rather than lose the half-done work of another run, "NewerFile".
 */
async function checkpointOf(path: string, key: string, io: Io): Promise<Checkpoint | undefined> {
  const text = await readTextIfAny(path);
  if (text === undefined) return undefined;
  const checkpoint = readable(text, path, io);
  if (!checkpoint) return undefined;
  const found = keyOfRun(checkpoint);
  if (found === key) return checkpoint;
  throw new BitscapeError(
    'CheckpointMismatch',
    `${path} is of another run that is not finished: ${found}, this one is ${key}; ` +
      'choose another --out, finish that run, or remove the file',
    path,
  );
}

function readable(text: string, path: string, io: Io): Checkpoint | undefined {
  try {
    return checkpointFromFile(text, path);
  } catch (error) {
    if (error instanceof BitscapeError && error.name === 'NewerFile') throw error;
    io.note(`${messageOf(error)}; the run starts anew`);
    return undefined;
  }
}

const interrupted = (out: string | undefined): BitscapeError =>
  new BitscapeError(
    'Interrupted',
    out === undefined
      ? 'stopped; nothing is kept without --out'
      : 'stopped; run the same command again to go on after the last whole epoch',
  );

/** Notes the start of every epoch's evaluation with the epoch's loss and speed. */
export function progressNotes(name: string, io: Io): (progress: RunProgress) => void {
  let noted = 0;
  return ({ phase, epoch, epochs, imagesPerSecond, loss }) => {
    if (phase !== 'evaluating' || epoch === noted) return;
    noted = epoch;
    const lossText = loss === null ? '' : `, loss ${loss.toFixed(4)}`;
    io.note(`${name}: epoch ${epoch} of ${epochs}, ${Math.round(imagesPerSecond)} images/s${lossText}`);
  };
}
