import type { Recipe } from '../recipe';
import { runKey } from '../run-key';

/** `locked`: another tab trains it. `finished` and `failed` are final. */
export type JobStatus = 'pending' | 'running' | 'locked' | 'finished' | 'failed';

/** A cell on its way through a sweep. */
export interface Job {
  key: string;
  recipe: Recipe;
  status: JobStatus;
  /** Failed attempts since the run last got further than ever before. */
  failures: number;
  /** Most epochs that any attempt had behind it. */
  bestEpoch: number;
  /** Counts attempts: what an older one still reports is ignored. */
  attempt: number;
  /** Whether the next attempt leaves the checkpoint alone, since it may be what fails. */
  fromStart: boolean;
  /** Saves of this cell, one after the other. */
  saves: Promise<void>;
}

/** One job per different run, in the order given. */
export function jobsOf(recipes: readonly Recipe[], dataset: string): Job[] {
  const byKey = new Map(recipes.map((recipe) => [runKey(recipe, dataset), recipe]));
  return [...byKey].map(([key, recipe]) => ({
    key,
    recipe,
    status: 'pending',
    failures: 0,
    bestEpoch: 0,
    attempt: 0,
    fromStart: false,
    saves: Promise.resolve(),
  }));
}

export const isSettled = ({ status }: Job): boolean => status === 'finished' || status === 'failed';
