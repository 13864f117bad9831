import { createExportClient, type ExportHooks } from '../../workers/export-client';
import type { ExportFiles } from '../../workers/protocol';
import type { ExportOrigin, ExportRequest } from '../core/codegen/export-request';
import type { VectorCheck } from '../core/codegen/vector-check';
import { type Dataset, sliceImages } from '../core/datasets/dataset';
import type { Design } from '../core/design/design';
import { cellLink } from '../core/design/link';
import { designDevice } from '../core/design/own-device';
import { REVISION } from '../core/design/revision';
import { BitscapeError } from '../core/errors';
import { writtenOut } from '../core/hardware/lazy-explanations';
import { unpackNetwork } from '../core/network/pack';
import { type CellPosition, cellKey, cellName } from '../core/precision';
import { cellAccuracy, type TrainedCell } from '../engine/checkpoint';
import { saveFile } from './actions';
import { dataName, type ReferenceNetwork } from './atlas';
import { prepareData } from './data';
import { designAt, exportableOf, referenceWords } from './exportable';
import { estimateDesign } from './grid';
import { messageOf } from './messages';
import { designPrecision, designTopology } from './recipes';
import { useStore } from './store';
import { countedZeros } from './zeros';

/** Test images that an export carries as golden vectors. */
const VECTORS = 100;

const client = createExportClient();

/** The files of a cell's export under the present design, and its golden vectors recomputed, for reading. */
export async function generateCell(cell: CellPosition, hooks: ExportHooks = {}): Promise<ExportFiles> {
  return client.generate(await requestOf(cell), hooks);
}

/** Ends the export that is being saved. */
let stopping = new AbortController();

/** Saves the selected cell's export as .tar.gz; `stopExport` ends it. */
export async function exportSelected(): Promise<void> {
  const { design } = useStore.getState();
  const reference = referenceWords(exportableOf(useStore.getState()));
  const what = `${cellName(design.selected)}${reference ? ` (${reference})` : ''}`;
  await saveExport(what, () => requestOf(design.selected));
}

/** The files of any export, and its golden vectors recomputed, for reading. */
export const generateExport = async (
  request: () => Promise<ExportRequest>,
  hooks: ExportHooks = {},
): Promise<ExportFiles> => client.generate(await request(), hooks);

/** Saves an export as .tar.gz, `what` in words; `stopExport` ends it. */
export async function saveExport(what: string, requested: () => Promise<ExportRequest>): Promise<void> {
  const { updateSession, notify, note } = useStore.getState();
  stopping = new AbortController();
  const { signal } = stopping;
  let ended = false;
  // The last reports of a worker may arrive after its answer.
  const onProgress: ExportHooks['onProgress'] = (exporting) => ended || updateSession({ exporting });
  updateSession({ exporting: { doing: 'writing', done: 0, all: null } });
  try {
    const request = await requested();
    const { name, bytes, sha256, files, vectors } = await client.archive(request, { signal, onProgress });
    assertVectors(vectors);
    saveFile(`${name}.tar.gz`, bytes, 'application/gzip');
    note(
      `Exported ${what}: ${files.length} files, SHA-256 of the tar ${sha256}, ` +
        `vectors recomputed: ${vectors.equal} of ${vectors.vectors} equal.`,
    );
  } catch (error) {
    if (signal.aborted) note('Export stopped.');
    else notify('error', `Export failed: ${messageOf(error)}`);
  } finally {
    ended = true;
    updateSession({ exporting: null });
  }
}

/** Ends the export that is being saved, if there is one. */
export const stopExport = (): void => stopping.abort();

/** @throws BitscapeError "VectorMismatch" if an export holds vectors that its network does not give. */
function assertVectors({ vectors, equal, firstDifferent }: VectorCheck): void {
  if (equal === vectors) return;
  throw new BitscapeError(
    'VectorMismatch',
    `the integer network gives other classes or scores than the golden vectors of ${vectors - equal} of ${vectors} ` +
      `images, the first being image ${firstDifferent}: please report this`,
    'golden',
  );
}

/** What the export of a cell under the present design is made from. */
async function requestOf(cell: CellPosition): Promise<ExportRequest> {
  const state = useStore.getState();
  const asked = designAt(state.design, cell);
  const name = cellName(asked.selected);
  const exportable = exportableOf({ ...state, design: asked });
  if (!exportable) throw new BitscapeError('NotTrained', `${name} is not trained yet`, name);
  // A reference is of networks that are not pruned.
  const design = exportable.source === 'trained' ? asked : { ...asked, sparsity: 0 };
  const data = await exportData();
  const { origin, ...network } =
    exportable.source === 'trained'
      ? trainedPart(exportable.cell, cellLink(design), data)
      : await referencePart(exportable.reference, design);
  const { cells } = estimateDesign(design, countedZeros(design, state.results)).grid;
  const estimated = cells.find((c) => cellKey(c) === cellKey(design.selected));
  return {
    ...network,
    estimate: writtenOut(estimated!.estimate),
    ram: design.mvau.ram,
    activation: design.mvau.activation,
    device: designDevice(design),
    clockMhz: design.clockMhz,
    origin: { ...origin, testedOn: data.id, folding: 'link' },
    vectors: vectorsOf(data),
    revision: REVISION,
  };
}

/** The data that an export's golden vectors are from. @throws BitscapeError "NoData". */
export async function exportData(): Promise<Dataset> {
  const data = await prepareData();
  if (data) return data;
  throw new BitscapeError(
    'NoData',
    'the golden vectors are test images of the chosen data, which could not be had: get or drop them under ' +
      'Data, or choose the synthetic digits there',
    'data',
  );
}

/** The golden vectors' images. */
export const vectorsOf = ({ test }: Dataset): ExportRequest['vectors'] =>
  sliceImages(test, 0, Math.min(VECTORS, test.count));

/** What an export says of its network: what it is, how good, and where it comes from. */
export interface NetworkPart
  extends Pick<ExportRequest, 'network' | 'accuracy' | 'testCount' | 'datasetName' | 'link'> {
  origin: Pick<ExportOrigin, 'trainedOn' | 'engine' | 'revision'>;
}

/** A network that was trained here; `link`: what opens its design. */
export function trainedPart(cell: TrainedCell, link: string, data: Dataset): NetworkPart {
  const { topology, precision } = cell.recipe;
  return {
    network: unpackNetwork(topology, precision, cell.network),
    accuracy: cellAccuracy(cell),
    testCount: data.test.count,
    datasetName: data.name,
    link,
    origin: { trainedOn: cell.dataset, engine: cell.engine, revision: cell.revision },
  };
}

/** The network of the atlas, its bytes fetched now. The link is of the training that made it, not of the design's own. */
async function referencePart(reference: ReferenceNetwork, design: Design): Promise<NetworkPart> {
  const { entry, run, seed, accuracy } = reference;
  const { fetchNetwork } = await import('./atlas-load');
  const bytes = await fetchNetwork(reference);
  return {
    network: unpackNetwork(designTopology(design), designPrecision(design, design.selected), bytes),
    accuracy,
    testCount: run.images.test,
    datasetName: dataName(run),
    link: cellLink({ ...design, data: 'mnist', seed, epochs: run.terms.epochs }),
    origin: {
      trainedOn: run.dataset,
      engine: `${entry.engine}, reference atlas ${entry.id}`,
      revision: entry.revision,
    },
  };
}
