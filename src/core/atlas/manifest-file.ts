import { assertFormat } from '../design/file-format';
import { type JsonReader, jsonTextReader } from '../design/json-reader';
import type { AtlasEntry, AtlasManifest } from './atlas';
import {
  ATLAS_ERROR,
  assertAscending,
  idFromJson,
  matching,
  seedFromJson,
  termsFromJson,
} from './terms-json';

const FORMAT = 'bitscape-atlas';
const VERSION = 1;

/** The manifest as the text of its file, one line per run. */
export function atlasManifestToJson({ dataset, entries }: AtlasManifest): string {
  const head = JSON.stringify({ format: FORMAT, version: VERSION, dataset }).slice(0, -1);
  return `${head},"entries":[\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]}\n`;
}

/** @throws BitscapeError "BadAtlasFile" or "NewerFile", naming the place in the file. */
export function atlasManifestFromJson(text: string, where = 'manifest of the atlas'): AtlasManifest {
  const file = jsonTextReader(text, where, ATLAS_ERROR);
  assertFormat(file, FORMAT, VERSION, where);
  const entries = file.at('entries').list().map(entryFromJson);
  if (new Set(entries.map(({ id }) => id)).size < entries.length) {
    file.at('entries').fail('a list in which every id is another');
  }
  return { dataset: file.at('dataset').text(), entries };
}

function entryFromJson(reader: JsonReader): AtlasEntry {
  const wanted = reader.at('wanted').integer(1, 64);
  const seeds = reader.at('seeds').list().map(seedFromJson);
  assertAscending(reader.at('seeds'), seeds, 'a list of different seeds, ascending');
  if (seeds.length === 0) reader.at('seeds').fail('a list of at least one seed');
  return {
    id: idFromJson(reader.at('id')),
    ...termsFromJson(reader),
    seeds,
    cells: reader.at('cells').integer(1, wanted),
    wanted,
    engine: reader.at('engine').text(),
    revision: reader.at('revision').text(),
    date: matching(reader.at('date'), /^\d{4}-\d{2}-\d{2}$/, 'a day such as "2030-12-31"'),
    networksOf: reader.at('networksOf').optional(seedFromJson),
  };
}
