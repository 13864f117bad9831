import { createExportClient } from '../../workers/export-client';
import type { ExportOrigin, ExportRequest } from '../core/codegen/export-request';
import { type Dataset, sliceImages } from '../core/datasets/dataset';
import type { Design } from '../core/design/design';
import { cellLink } from '../core/design/link';
import { designDevice } from '../core/design/own-device';
import { REVISION } from '../core/design/revision';
import { BitscapeError } from '../core/errors';
import { writtenOut } from '../core/hardware/lazy-explanations';
import { unpackNetwork } from '../core/network/pack';
import { cellKey, cellName } from '../core/precision';
import { cellAccuracy, type TrainedCell } from '../engine/checkpoint';
import { saveFile } from './actions';
import { dataName, type ReferenceNetwork } from './atlas';
import { prepareData } from './data';
import { exportableOf, referenceWords } from './exportable';
import { estimateDesign } from './grid';
import { messageOf } from './messages';
import { designPrecision, designTopology } from './recipes';
import { useStore } from './store';

/** Test images that an export carries as golden vectors. */
const VECTORS = 100;

const client = createExportClient();

/** A generated file as text. */
export interface TextFile {
  path: string;
  text: string;
}

/** The files of the selected cell's export that a person can read. */
export async function generateSelected(): Promise<TextFile[]> {
  const files = await client.generate(await selectedRequest());
  return files.flatMap(({ path, content }) => (typeof content === 'string' ? [{ path, text: content }] : []));
}

/** Saves the selected cell's export as .tar.gz. */
export async function exportSelected(): Promise<void> {
  const { updateSession, notify, note, design } = useStore.getState();
  const reference = referenceWords(exportableOf(useStore.getState()));
  updateSession({ exporting: true });
  try {
    const { name, bytes, sha256, files } = await client.archive(await selectedRequest());
    saveFile(`${name}.tar.gz`, bytes, 'application/gzip');
    const what = `${cellName(design.selected)}${reference ? ` (${reference})` : ''}`;
    note(`Exported ${what}: ${files.length} files, SHA-256 of the tar ${sha256}.`);
  } catch (error) {
    notify('error', `Export failed: ${messageOf(error)}`);
  } finally {
    updateSession({ exporting: false });
  }
}

async function selectedRequest(): Promise<ExportRequest> {
  const { design } = useStore.getState();
  const name = cellName(design.selected);
  const exportable = exportableOf(useStore.getState());
  if (!exportable) throw new BitscapeError('NotTrained', `${name} is not trained yet`, name);
  const data = await prepareData();
  if (!data)
    throw new BitscapeError('NoData', `the test images for the golden vectors are not there`, 'data');
  const { origin, ...network } =
    exportable.source === 'trained'
      ? trainedPart(exportable.cell, design, data)
      : await referencePart(exportable.reference, design);
  const estimated = estimateDesign(design).grid.cells.find((c) => cellKey(c) === cellKey(design.selected));
  return {
    ...network,
    estimate: writtenOut(estimated!.estimate),
    ram: design.mvau.ram,
    device: designDevice(design),
    clockMhz: design.clockMhz,
    origin: { ...origin, testedOn: data.id, folding: 'link' },
    vectors: sliceImages(data.test, 0, Math.min(VECTORS, data.test.count)),
    revision: REVISION,
  };
}

/** What an export says of its network: what it is, how good, and where it comes from. */
interface NetworkPart
  extends Pick<ExportRequest, 'network' | 'accuracy' | 'testCount' | 'datasetName' | 'link'> {
  origin: Pick<ExportOrigin, 'trainedOn' | 'engine' | 'revision'>;
}

function trainedPart(cell: TrainedCell, design: Design, data: Dataset): NetworkPart {
  const { topology, precision } = cell.recipe;
  return {
    network: unpackNetwork(topology, precision, cell.network),
    accuracy: cellAccuracy(cell),
    testCount: data.test.count,
    datasetName: data.name,
    link: cellLink(design),
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
