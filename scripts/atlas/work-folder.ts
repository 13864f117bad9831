import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from '../../src/cli/files';
import type { AtlasTerms } from '../../src/core/atlas/atlas';
import { BitscapeError } from '../../src/core/errors';
import { defaultInputBits } from '../../src/core/network/presets';
import { type CellPosition, cellKey, cellName } from '../../src/core/precision';
import { cellFromFile } from '../../src/engine/cell-file';
import { mergeResults, type ResultCell, type Results, resultsFromFile } from '../../src/engine/results-file';
import { DATASET, type Part } from './runs';

/** What a work folder holds of a part. */
export interface PartResults {
  results: Results;
  /** Results files by the cells they hold: beside each lie its trained networks. */
  fileOf: ReadonlyMap<string, string>;
}

/**
 * The results of a part: those of all files `<name>-<number>.json`, and of additions such as `<name>x-1.json`; null
 * if there are none. @throws BitscapeError "AtlasMismatch" if a file is of other terms than the atlas wants,
 * "ResultsMismatch" if two files differ in a cell, and what a file that is no results file gives.
 */
export async function readPart(work: string, part: Part, terms: AtlasTerms): Promise<PartResults | null> {
  const pattern = new RegExp(`^${part.name}[a-z]*-\\d+\\.json$`);
  const names = existsSync(work) ? readdirSync(work).filter((name) => pattern.test(name)) : [];
  let all: Results | null = null;
  const fileOf = new Map<string, string>();
  for (const path of names.sort().map((name) => join(work, name))) {
    const results = resultsFromFile(await readText(path), path);
    assertTerms(results, part, terms, path);
    if (all) assertEqualHistories(all.cells, results.cells, path);
    all = all ? mergeResults(all, results) : results;
    for (const cell of results.cells) if (!fileOf.has(cellKey(cell))) fileOf.set(cellKey(cell), path);
  }
  return all && { results: all, fileOf };
}

/**
 * The packed network of a cell, out of the file that the sweep left beside its results.
 * @throws BitscapeError "AtlasMismatch" if that is of another training, and those of `cellFromFile`.
 */
export async function readNetwork({ results, fileOf }: PartResults, cell: ResultCell): Promise<Uint8Array> {
  const path = `${fileOf.get(cellKey(cell))?.replace(/\.json$/, '')}.cells/${cellKey(cell)}.json`;
  const trained = cellFromFile(await readText(path), path);
  const { recipe } = trained;
  const same = cellKey(recipe.precision) === cellKey(cell) && recipe.seed === results.seed;
  if (same && historyText(trained) === historyText(cell)) return trained.network;
  throw new BitscapeError(
    'AtlasMismatch',
    `${path} is another training than the results beside it; train the cell again`,
    path,
  );
}

function assertTerms(results: Results, { seed }: Part, terms: AtlasTerms, where: string): void {
  const { design, topology, dataset } = results;
  const pairs: readonly [name: string, found: unknown, wanted: unknown][] = [
    ['kind', results.kind, 'sweep'],
    ['data set', dataset, DATASET],
    ['network', topology.name, terms.network],
    ['input bits', design.inputBits ?? defaultInputBits(topology), terms.inputBits],
    ['loss', design.loss, terms.loss],
    ['epochs', design.epochs, terms.epochs],
    ['seed', results.seed, seed],
  ];
  for (const [name, found, wanted] of pairs) {
    if (found === wanted) continue;
    throw new BitscapeError('AtlasMismatch', `${where}: ${name} is ${found}; it should be ${wanted}`, where);
  }
}

function assertEqualHistories(
  known: readonly ResultCell[],
  added: readonly ResultCell[],
  where: string,
): void {
  for (const cell of added) {
    const other = known.find((candidate) => cellKey(candidate) === cellKey(cell));
    if (!other || historyText(other) === historyText(cell)) continue;
    throw new BitscapeError(
      'ResultsMismatch',
      `${where}: ${cellName(cell)} has other accuracies than in another file of the same run; remove one of the two`,
      where,
    );
  }
}

const historyText = ({ history }: Pick<ResultCell, 'history'>): string =>
  JSON.stringify(history.map(({ validation, test }) => [validation, test]));

/** The cells that a part still lacks. */
export const missingCells = (cells: readonly CellPosition[], part: PartResults | null): CellPosition[] =>
  cells.filter((cell) => !part?.fileOf.has(cellKey(cell)));
