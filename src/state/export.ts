import { createExportClient } from '../../workers/export-client';
import type { ExportRequest } from '../core/codegen/export-request';
import { sliceImages } from '../core/datasets/dataset';
import { cellLink } from '../core/design/link';
import { REVISION } from '../core/design/revision';
import { BitscapeError } from '../core/errors';
import { deviceOf } from '../core/hardware/devices';
import { writtenOut } from '../core/hardware/lazy-explanations';
import { unpackNetwork } from '../core/network/pack';
import { cellKey, cellName } from '../core/precision';
import { cellAccuracy } from '../engine/checkpoint';
import { saveFile } from './actions';
import { prepareData } from './data';
import { estimateDesign } from './grid';
import { messageOf } from './messages';
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
  updateSession({ exporting: true });
  try {
    const { name, bytes, sha256, files } = await client.archive(await selectedRequest());
    saveFile(`${name}.tar.gz`, bytes, 'application/gzip');
    note(`Exported ${cellName(design.selected)}: ${files.length} files, SHA-256 of the tar ${sha256}.`);
  } catch (error) {
    notify('error', `Export failed: ${messageOf(error)}`);
  } finally {
    updateSession({ exporting: false });
  }
}

async function selectedRequest(): Promise<ExportRequest> {
  const { design, results } = useStore.getState();
  const name = cellName(design.selected);
  const cell = results[cellKey(design.selected)]?.cell;
  if (!cell) throw new BitscapeError('NotTrained', `${name} is not trained yet`, name);
  const data = await prepareData();
  if (!data)
    throw new BitscapeError('NoData', `the test images for the golden vectors are not there`, 'data');
  const { topology, precision } = cell.recipe;
  const estimated = estimateDesign(design).grid.cells.find((c) => cellKey(c) === cellKey(design.selected));
  return {
    network: unpackNetwork(topology, precision, cell.network),
    estimate: writtenOut(estimated!.estimate),
    device: deviceOf(design.device),
    clockMhz: design.clockMhz,
    accuracy: cellAccuracy(cell),
    testCount: data.test.count,
    datasetName: data.name,
    link: cellLink(design),
    origin: {
      trainedOn: cell.dataset,
      testedOn: data.id,
      engine: cell.engine,
      revision: cell.revision,
      folding: 'link',
    },
    vectors: sliceImages(data.test, 0, Math.min(VECTORS, data.test.count)),
    revision: REVISION,
  };
}
