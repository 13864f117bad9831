import type { AtlasEntry, AtlasManifest, AtlasRun } from '../../src/core/atlas/atlas';
import { atlasRunToJson } from '../../src/core/atlas/run-file';
import { cellKey } from '../../src/core/precision';
import { type BuiltRun, buildRun } from './build-run';
import { type PublishedRun, readAtlas, writeManifest, writeRun } from './published';
import type { RunPlan } from './runs';

/** What to make an atlas of, and where. */
export interface Assembly {
  plans: readonly RunPlan[];
  work: string;
  /** Folder of the atlas. */
  out: string;
  /** Day that runs which change are dated with, ISO 8601. */
  date: string;
}

/**
 * Brings the atlas up to what the work folder holds, finished or not. A run that the folder holds no more of than the
 * atlas does stays; one that is the same keeps its date, so that the same results give the same files.
 * @throws BitscapeError for a results file that does not belong, as `readPart` does.
 */
export async function assemble(assembly: Assembly, note: (line: string) => void): Promise<AtlasManifest> {
  const { plans, work, out, date } = assembly;
  const published = await readAtlas(out);
  const entries: AtlasEntry[] = [];
  for (const plan of plans) {
    const known = published.find(({ entry }) => entry.id === plan.id);
    const built = await buildRun(work, plan);
    if (built && !(known && trainings(known.run) > trainings(built.run))) {
      await writeRun(out, built);
      entries.push(entryOf(plan, built, dateOf(built, known, date)));
    } else if (known) {
      if (built) note(`${plan.id}: the atlas holds more of it than ${work}, and stays`);
      entries.push(known.entry);
    }
    note(progress(plan, entries.at(-1)));
  }
  return writeManifest(out, entries);
}

function entryOf(plan: RunPlan, { run, engine, revision }: BuiltRun, date: string): AtlasEntry {
  const wanted = new Set([...plan.cells, ...run.cells].map(cellKey));
  return {
    id: run.id,
    ...run.terms,
    seeds: plan.parts.map(({ seed }) => seed).filter((seed) => hasSeed(run, seed)),
    cells: run.cells.length,
    wanted: wanted.size,
    engine,
    revision,
    date,
    networksOf: run.networks?.seed ?? null,
  };
}

const dateOf = (built: BuiltRun, known: PublishedRun | undefined, date: string): string =>
  known && atlasRunToJson(known.run) === atlasRunToJson(built.run) ? known.entry.date : date;

const trainings = ({ cells }: AtlasRun): number => cells.reduce((sum, { runs }) => sum + runs.length, 0);

const hasSeed = ({ cells }: AtlasRun, seed: number): boolean =>
  cells.some(({ runs }) => runs.some((run) => run.seed === seed));

const progress = ({ id }: RunPlan, entry: AtlasEntry | undefined): string =>
  entry?.id === id
    ? `${id}: ${entry.cells} of ${entry.wanted} cells, seeds ${entry.seeds.join(', ')}`
    : `${id}: none`;
