import type { Design } from '../core/design/design';
import { designFromJson } from '../core/design/design-json';
import { type JsonReader, jsonTextReader } from '../core/design/json-reader';
import { DESIGN_LIMITS } from '../core/design/limits';
import { positionFromJson } from '../core/design/position-json';
import { linkName, topologyFromJson } from '../core/design/topology-json';
import { BitscapeError } from '../core/errors';
import { defaultInputBits } from '../core/network/presets';
import { describeTopology, type Topology } from '../core/network/topology';
import { type CellPosition, cellKey, cellName } from '../core/precision';
import type { Anchor } from '../core/preview/calibrate';
import { checkFormat } from './cell-file';
import { cellAccuracy, type TrainedCell } from './checkpoint';

/** Accuracies of one cell, fractions 0..1 of the integer network on the whole sets. */
export interface ResultCell extends CellPosition {
  /** On the test set, after the last epoch. */
  accuracy: number;
  /** After each epoch. */
  history: { validation: number; test: number }[];
  seconds: number;
}

/** How the accuracies of a preview came about. */
export interface PreviewTerms {
  /** Epochs of the shared-weight training. */
  epochs: number;
  /** The cells trained on their own that set the level. */
  anchors: Anchor[];
}

/** Accuracies of a grid and all that they depend on: docs/formats/results.schema.json. */
export interface Results {
  design: Design;
  /** The network of the design, spelled out. */
  topology: Topology;
  /** Id of the data set. */
  dataset: string;
  seed: number;
  engine: string;
  /** Version of Bitscape. */
  revision: string;
  kind: 'sweep' | 'preview';
  /** Of a preview only. */
  preview?: PreviewTerms;
  /** W down, A across, each cell once. */
  cells: ResultCell[];
}

const FORMAT = 'bitscape-results';
const VERSION = 1;
const ERROR = 'BadResultsFile';

/** Row of a finished cell. */
export const resultOf = ({ recipe, history, seconds }: TrainedCell): ResultCell => ({
  weightBits: recipe.precision.weightBits,
  activationBits: recipe.precision.activationBits,
  accuracy: cellAccuracy({ history }),
  history: history.map(({ validation, test }) => ({ validation, test })),
  seconds,
});

/** Results as a JSON document. */
export const resultsDocument = (results: Results) => ({ format: FORMAT, version: VERSION, ...results });

/** Results as the text of a JSON file. */
export const resultsToFile = (results: Results): string =>
  `${JSON.stringify(resultsDocument(results), null, 1)}\n`;

/** @throws BitscapeError "BadResultsFile" or "NewerFile", naming the place in the file. */
export function resultsFromFile(text: string, where = 'results file'): Results {
  const file = jsonTextReader(text, where, ERROR);
  checkFormat(file, FORMAT, VERSION, where);
  const topology = topologyFromJson(file.at('topology'));
  const named = linkName(topology) === null ? { network: topology.name } : {};
  return {
    design: designFromJson(file.at('design'), named),
    topology,
    dataset: file.at('dataset').text(),
    seed: file.at('seed').integer(0, 2 ** 32 - 1),
    engine: file.at('engine').text(),
    revision: file.at('revision').text(),
    kind: file.at('kind').word(['sweep', 'preview']),
    cells: file.at('cells').list().map(cellFromJson),
    ...file.at('preview').optional((at) => ({ preview: termsFromJson(at) })),
  };
}

const termsFromJson = (reader: JsonReader): PreviewTerms => ({
  epochs: reader.at('epochs').integer(...DESIGN_LIMITS.epochs),
  anchors: reader
    .at('anchors')
    .list()
    .map((anchor) => ({ ...positionFromJson(anchor), accuracy: anchor.at('accuracy').number(0, 1) })),
});

function cellFromJson(reader: JsonReader): ResultCell {
  const share = (at: JsonReader) => at.number(0, 1);
  return {
    ...positionFromJson(reader),
    accuracy: share(reader.at('accuracy')),
    history: reader
      .at('history')
      .list()
      .map((epoch) => ({ validation: share(epoch.at('validation')), test: share(epoch.at('test')) })),
    seconds: reader.at('seconds').number(0),
  };
}

/** What must be equal for two results to belong together, by name. */
const identityOf = ({
  kind,
  design,
  topology,
  dataset,
  seed,
}: Results): Readonly<Record<string, string>> => ({
  kind,
  network: `${describeTopology(topology)} ${topology.activation}`,
  'input bits': String(design.inputBits ?? defaultInputBits(topology)),
  epochs: String(design.epochs),
  loss: design.loss,
  start: design.start,
  sparsity: String(design.sparsity),
  'data set': dataset,
  seed: String(seed),
});

/**
 * Results of both, W down, A across: parts of one sweep. Other engines or revisions are named together.
 * @throws BitscapeError "ResultsMismatch" if they are of other runs, or differ in a cell.
 */
export function mergeResults(a: Results, b: Results): Results {
  const [ours, theirs] = [identityOf(a), identityOf(b)];
  const differing = Object.keys(ours).find((name) => ours[name] !== theirs[name]);
  if (differing) {
    throw new BitscapeError(
      'ResultsMismatch',
      `the results are of other runs: ${differing} is ${ours[differing]} in one, ${theirs[differing]} in the other`,
      differing,
    );
  }
  const cells = new Map(a.cells.map((cell) => [cellKey(cell), cell]));
  for (const cell of b.cells) {
    const known = cells.get(cellKey(cell));
    if (known && known.accuracy !== cell.accuracy) {
      throw new BitscapeError(
        'ResultsMismatch',
        `${cellName(cell)} has accuracy ${known.accuracy} in one file and ${cell.accuracy} in another`,
        cellKey(cell),
      );
    }
    if (!known) cells.set(cellKey(cell), cell);
  }
  const { weights, activations } = b.design;
  return {
    ...a,
    design: {
      ...a.design,
      weights: union(a.design.weights, weights),
      activations: union(a.design.activations, activations),
    },
    engine: bothNames(a.engine, b.engine),
    revision: bothNames(a.revision, b.revision),
    cells: [...cells.values()].sort(byPosition),
  };
}

const byPosition = (a: CellPosition, b: CellPosition): number =>
  a.weightBits - b.weightBits || a.activationBits - b.activationBits;

const union = (a: readonly number[], b: readonly number[]): number[] =>
  [...new Set([...a, ...b])].sort((x, y) => x - y);

/** "x" of "x" and "x", "x; y" of "x" and "y". */
const bothNames = (a: string, b: string): string =>
  [...new Set([...a.split('; '), ...b.split('; ')])].join('; ');
