import { createDataClient } from '../../workers/data-client';
import type { Dataset } from '../core/datasets/dataset';
import { assertFits } from '../core/datasets/fits';
import { SYNTHETIC_DEFAULTS } from '../core/datasets/synthetic';
import type { Design } from '../core/design/design';
import { BitscapeError } from '../core/errors';
import { topologyOf } from '../core/network/presets';
import { activeData, onJets } from './data-sets';
import { messageOf, plural } from './messages';
import type { DataStatus } from './session-slice';
import { useStore } from './store';

const client = createDataClient();
const onNotKept = (): void =>
  useStore.getState().note('This browser does not let the page keep MNIST: it is fetched again next time.');
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

let loaded: Dataset | null = null;
let loading: { id: string; data: Promise<Dataset | null>; stop: AbortController } | null = null;

/**
 * The images of the active data set, fetched or drawn once; null if that failed or was stopped, or if the network takes
 * others, which is shown.
 */
export async function prepareData(): Promise<Dataset | null> {
  const { design, ownData, notify } = useStore.getState();
  const data = ownData ?? (await chosenData(design));
  try {
    if (data) assertFits(data, topologyOf(design.network));
    return data;
  } catch (error) {
    notify('error', messageOf(error));
    return null;
  }
}

/** The images of the active data set if they are there already, else null. */
export function dataAtHand(): Dataset | null {
  const { design, ownData } = useStore.getState();
  return ownData ?? (loaded?.id === activeData(design, null).id ? loaded : null);
}

async function chosenData(design: Design): Promise<Dataset | null> {
  const { id } = activeData(design, null);
  if (loaded?.id === id) return loaded;
  if (loading?.id === id) return loading.data;
  stopLoading();
  const stop = new AbortController();
  const data = load(id, (onJets(design) ? JET_SOURCES : SOURCES)[design.data], stop.signal);
  loading = { id, data, stop };
  return data;
}

/** Ends a download or a drawing that is under way. */
export function stopLoading(): void {
  if (!loading) return;
  show(loading.id, 'idle', '', null);
  loading.stop.abort();
  loading = null;
}

type Report = (text: string, progress: number) => void;
type Source = (signal: AbortSignal, report: Report) => Promise<Dataset>;

/** How each data set is got. */
const SOURCES: Readonly<Record<Design['data'], Source>> = { synthetic: drawDigits, mnist: fetchMnist };

/** How each is got for a network that takes jets. */
const JET_SOURCES: Readonly<Record<Design['data'], Source>> = { synthetic: drawJets, mnist: refuseJets };

async function load(id: string, source: Source, signal: AbortSignal): Promise<Dataset | null> {
  let ended = false;
  // A worker's last reports may arrive after its answer, and those of a stopped one after its successor's.
  const report: Report = (text, progress) => {
    if (!ended && !signal.aborted) show(id, 'loading', text, progress);
  };
  try {
    const data = await source(signal, report);
    if (signal.aborted) return null;
    loaded = data;
    show(id, 'ready', countText(data), 1);
    return data;
  } catch (error) {
    if (!signal.aborted) show(id, 'failed', messageOf(error), null);
    return null;
  } finally {
    ended = true;
    if (!signal.aborted) loading = null;
  }
}

function drawDigits(signal: AbortSignal, report: Report): Promise<Dataset> {
  report('Drawing digits…', 0);
  return client.synthetic(SYNTHETIC_DEFAULTS, {
    signal,
    onProgress: ({ done, total }) =>
      report(`Drawing digits: ${done.toLocaleString('en')} of ${total.toLocaleString('en')}`, done / total),
  });
}

function drawJets(signal: AbortSignal, report: Report): Promise<Dataset> {
  report('Drawing jets…', 0);
  return client.jets({ signal });
}

async function refuseJets(): Promise<Dataset> {
  throw new BitscapeError(
    'JetsUnavailable',
    'The LHC jets have no mirror: drop the CSV or ARFF file of OpenML 42468 here, or choose the synthetic ones.',
    'data',
  );
}

function fetchMnist(signal: AbortSignal, report: Report): Promise<Dataset> {
  report('Looking for MNIST…', 0);
  const { note } = useStore.getState();
  return client.mnist({
    signal,
    onProgress: ({ loaded: bytes, total, mirror }) => {
      const source = mirror ? `Downloading from ${mirror}` : 'Reading';
      report(`${source}: ${megabytes(bytes)} of ${megabytes(total)} MB`, bytes / total);
    },
    onMirrorFailed: (mirror, reason) => note(`MNIST from ${mirror} failed: ${reason}`),
    onNotKept,
  });
}

let opening: Promise<void> | null = null;

/** Resolves when the files that are being opened are read, null if there are none: until then other images are active. */
export const filesOpened = (): Promise<void> | null => opening;

/**
 * Opens files that were dropped or chosen: IDX files of MNIST or of images of one's own, or a CSV or ARFF file of jets.
 * Where the network takes the other kind, the preset for this one takes its place.
 */
export async function openFiles(files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  const { notify, sweep } = useStore.getState();
  if (sweep.state !== 'idle')
    return notify('error', 'Training is running on other images: cancel it, then open files.');
  stopLoading();
  opening = open(files);
  await opening;
  opening = null;
}

async function open(files: readonly File[]): Promise<void> {
  const { edit, setOwnData, notify, design, ownData } = useStore.getState();
  const before = activeData(design, ownData).id;
  show(before, 'loading', `Reading ${plural(files.length, 'file')}…`, null);
  try {
    const data = await client.files(files, { onNotKept });
    if (onJets(design) !== isJets(data)) edit({ network: isJets(data) ? 'jets' : 'tfc', inputBits: null });
    if (data.id === 'mnist') {
      loaded = data;
      edit({ data: 'mnist' });
    } else {
      setOwnData(data);
      notify('info', `Training on ${data.name}. A share link cannot hold these images.`);
    }
    show(data.id, 'ready', countText(data), 1);
  } catch (error) {
    show(before, 'failed', messageOf(error), null);
    notify('error', messageOf(error));
  }
}

/** Whether a data set is of jets: images of one row. */
const isJets = ({ train }: Dataset): boolean => train.height === 1;

const countText = ({ train, test }: Dataset): string =>
  `${train.count.toLocaleString('en')} training, ${test.count.toLocaleString('en')} test images`;

function show(id: string, state: DataStatus['state'], text: string, progress: number | null): void {
  useStore.getState().updateSession({ data: { id, state, text, progress } });
}
