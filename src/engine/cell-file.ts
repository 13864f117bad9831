import { assertFormat } from '../core/design/file-format';
import { type JsonReader, jsonTextReader } from '../core/design/json-reader';
import { BitscapeError } from '../core/errors';
import { unpackNetwork } from '../core/network/pack';
import { sha256Hex } from '../core/sha256';
import { fromBase64, toBase64 } from './base64';
import { cellAccuracy, type TrainedCell } from './checkpoint';
import { floatCheckFromJson } from './float-check-json';
import { historyFromJson, makersFromJson, recipeFromJson } from './recipe-json';

const FORMAT = 'bitscape-cell';
const VERSION = 1;
const ERROR = 'BadCellFile';

/** A finished cell as a JSON file (docs/formats/cell.schema.json), the packed network in base64. */
export function cellToFile(cell: TrainedCell): string {
  const file = {
    format: FORMAT,
    version: VERSION,
    revision: cell.revision,
    trainingVersion: cell.trainingVersion,
    engine: cell.engine,
    dataset: cell.dataset,
    recipe: cell.recipe,
    accuracy: cellAccuracy(cell),
    seconds: cell.seconds,
    history: cell.history,
    ...(cell.floatCheck && { floatCheck: cell.floatCheck }),
    networkSha256: sha256Hex(cell.network),
    network: toBase64(cell.network),
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/**
 * The cell of a file; `where` names the file in messages.
 * @throws BitscapeError "BadCellFile" (not JSON, not a cell, damaged), "UnfinishedCell" (a run that is still to be
 * finished) or "NewerFile" (written by a newer Bitscape).
 */
export function cellFromFile(text: string, where = 'cell file'): TrainedCell {
  const file = jsonTextReader(text, where, ERROR);
  checkFormat(file, FORMAT, VERSION, where);
  const recipe = recipeFromJson(file.at('recipe'));
  const network = fromBase64(file.at('network').text()) ?? file.at('network').fail('base64');
  if (sha256Hex(network) !== file.at('networkSha256').text()) {
    throw new BitscapeError(
      ERROR,
      `${where}: the network is damaged: it has another SHA-256 than it says`,
      where,
    );
  }
  unpackNetwork(recipe.topology, recipe.precision, network);
  const history = historyFromJson(file.at('history'));
  if (history.length === 0) file.at('history').fail('a list with one result per epoch');
  return {
    version: 1,
    recipe,
    dataset: file.at('dataset').text(),
    history,
    network,
    seconds: file.at('seconds').number(0),
    ...file.at('floatCheck').optional((at) => ({ floatCheck: floatCheckFromJson(at) })),
    ...makersFromJson(file),
  };
}

/** @throws BitscapeError if the file is of another format, unfinished, or newer than this version reads. */
export function checkFormat(file: JsonReader, format: string, version: number, where: string): void {
  const found = file.at('format').value;
  if (format === FORMAT && found === 'bitscape-checkpoint') {
    throw new BitscapeError(
      'UnfinishedCell',
      `${where} is a run that is not finished: run its train or sweep command again to finish it`,
      where,
    );
  }
  assertFormat(file, format, version, where);
}
