import type { AtlasCell, AtlasHistory, AtlasNetwork, AtlasRun } from '../../src/core/atlas/atlas';
import { listedNetwork, networkPath } from '../../src/core/atlas/networks';
import { ALL_BITS, type CellPosition, cellKey, cellsOf } from '../../src/core/precision';
import { DATASET, IMAGES, type RunPlan } from './runs';
import { type PartResults, readNetwork, readPart } from './work-folder';

/** A run of the atlas as a work folder gives it. */
export interface BuiltRun {
  run: AtlasRun;
  engine: string;
  revision: string;
  /** Packed networks by their path below the atlas. */
  networks: ReadonlyMap<string, Uint8Array>;
}

interface SeedResults extends PartResults {
  seed: number;
}

/** The run as far as the work folder holds it; null if it holds nothing of it. @throws as `readPart` does. */
export async function buildRun(work: string, plan: RunPlan): Promise<BuiltRun | null> {
  const read = await Promise.all(plan.parts.map((part) => readPart(work, part, plan.terms)));
  const seeds = read.flatMap((part, i): SeedResults[] =>
    part ? [{ ...part, seed: plan.parts[i].seed }] : [],
  );
  const cells = cellsOf(ALL_BITS, ALL_BITS).flatMap((at) => atlasCell(at, seeds));
  if (cells.length === 0) return null;
  const files = new Map<string, Uint8Array>();
  const packed: AtlasNetwork[] = [];
  const [source] = plan.networks ? seeds : [];
  for (const cell of source ? source.results.cells : []) {
    const bytes = await readNetwork(source, cell);
    files.set(networkPath(plan.id, cell), bytes);
    packed.push(listedNetwork(cell, bytes));
  }
  const { id, terms } = plan;
  const networks = source ? { seed: source.seed, cells: packed } : null;
  return {
    run: { id, terms, dataset: DATASET, images: IMAGES, cells, networks },
    engine: allNames(seeds.map(({ results }) => results.engine)),
    revision: allNames(seeds.map(({ results }) => results.revision)),
    networks: files,
  };
}

/** The cell with its trainings, or nothing if it has none. */
function atlasCell(at: CellPosition, seeds: readonly SeedResults[]): AtlasCell[] {
  const runs = seeds.flatMap(({ seed, results }): AtlasHistory[] => {
    const cell = results.cells.find((candidate) => cellKey(candidate) === cellKey(at));
    if (!cell) return [];
    const { history } = cell;
    return [{ seed, validation: history.map((e) => e.validation), test: history.map((e) => e.test) }];
  });
  return runs.length > 0 ? [{ ...at, runs }] : [];
}

/** "x; y" of "x" and "x; y". */
const allNames = (names: readonly string[]): string =>
  [...new Set(names.flatMap((text) => text.split('; ')))].join('; ');
