import { assertFormat } from '../design/file-format';
import { type JsonReader, jsonTextReader } from '../design/json-reader';
import { positionFromJson } from '../design/position-json';
import { BitscapeError } from '../errors';
import { cellName } from '../precision';
import type { AtlasCell, AtlasHistory, AtlasRun } from './atlas';
import { networksFromJson } from './networks';
import { ATLAS_ERROR, assertAscending, idFromJson, orderOf, seedFromJson, termsFromJson } from './terms-json';

const FORMAT = 'bitscape-atlas-run';
const VERSION = 1;

/** More than any data set has. */
const IMAGES_LIMIT = 1e9;

/**
 * The run as the text of its file, one line per cell. Accuracies are written as counts of rightly classified images:
 * short and exact. @throws BitscapeError "BadAtlasFile" if an accuracy is no share of that many images.
 */
export function atlasRunToJson(run: AtlasRun): string {
  const { id, terms, dataset, images, cells, networks } = run;
  const head = { format: FORMAT, version: VERSION, id, terms, dataset, images };
  const rows = cells.map(({ runs, ...at }) => ({
    ...at,
    runs: runs.map(({ seed, validation, test }) => ({
      seed,
      validation: validation.map((share) => countOf(share, images.validation, cellName(at))),
      test: test.map((share) => countOf(share, images.test, cellName(at))),
    })),
  }));
  const packed = networks && `{"seed":${networks.seed},"cells":[\n${lines(networks.cells)}\n]}`;
  return `${JSON.stringify(head).slice(0, -1)},"cells":[\n${lines(rows)}\n],"networks":${packed}}\n`;
}

/** @throws BitscapeError "BadAtlasFile" or "NewerFile", naming the place in the file. */
export function atlasRunFromJson(text: string, where = 'run of the atlas'): AtlasRun {
  const file = jsonTextReader(text, where, ATLAS_ERROR);
  assertFormat(file, FORMAT, VERSION, where);
  const terms = termsFromJson(file.at('terms'));
  const sizeOf = (set: string) => file.at('images').at(set).integer(1, IMAGES_LIMIT);
  const images = { validation: sizeOf('validation'), test: sizeOf('test') };
  const cells = file
    .at('cells')
    .list()
    .map((cell) => cellFromJson(cell, images, terms.epochs));
  assertAscending(file.at('cells'), cells.map(orderOf), 'a list of cells, W down, A across, each once');
  return {
    id: idFromJson(file.at('id')),
    terms,
    dataset: file.at('dataset').text(),
    images,
    cells,
    networks: file.at('networks').optional((networks) => networksFromJson(networks, cells)),
  };
}

function cellFromJson(reader: JsonReader, images: AtlasRun['images'], epochs: number): AtlasCell {
  const list = reader.at('runs');
  const runs = list.list().map(
    (run): AtlasHistory => ({
      seed: seedFromJson(run.at('seed')),
      validation: sharesFromJson(run.at('validation'), images.validation, epochs),
      test: sharesFromJson(run.at('test'), images.test, epochs),
    }),
  );
  if (runs.length === 0) list.fail('a list of at least one training');
  const seeds = runs.map(({ seed }) => seed);
  assertAscending(list, seeds, 'a list of trainings with different seeds, ascending');
  return { ...positionFromJson(reader), runs };
}

function sharesFromJson(reader: JsonReader, images: number, epochs: number): number[] {
  const counts = reader.list();
  if (counts.length !== epochs) reader.fail(`a list of ${epochs} counts, one per epoch`);
  return counts.map((count) => count.integer(0, images) / images);
}

const lines = (rows: readonly object[]): string => rows.map((row) => JSON.stringify(row)).join(',\n');

function countOf(share: number, images: number, where: string): number {
  const count = Math.round(share * images);
  if (count / images === share) return count;
  throw new BitscapeError(
    ATLAS_ERROR,
    `${where}: accuracy ${share} is no share of ${images} images; it must be measured on all of them`,
    where,
  );
}
