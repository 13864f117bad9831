import { createDataClient } from '../../workers/data-client';
import type { Dataset } from '../core/datasets/dataset';
import { SYNTHETIC_DEFAULTS } from '../core/datasets/synthetic';
import type { Design } from '../core/design/design';
import { activeData } from './data-sets';
import { messageOf } from './messages';
import { useStore } from './store';

const client = createDataClient();
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

let loaded: Dataset | null = null;
let loading: { id: string; data: Promise<Dataset | null>; stop: AbortController } | null = null;

/** The images of the active data set, fetched or drawn once; null if that failed or was stopped, which is shown. */
export async function prepareData(): Promise<Dataset | null> {
  const { design, ownData } = useStore.getState();
  if (ownData) return ownData;
  const { id } = activeData(design, null);
  if (loaded?.id === id) return loaded;
  if (loading?.id === id) return loading.data;
  stopLoading();
  const stop = new AbortController();
  const data = load(design.data, stop.signal).finally(() => {
    if (loading?.stop === stop) loading = null;
  });
  loading = { id, data, stop };
  return data;
}

/** Ends a download or a drawing that is under way. */
export function stopLoading(): void {
  loading?.stop.abort();
  loading = null;
}

type Report = (text: string, progress: number) => void;

/** How each data set is got. */
const SOURCES: Readonly<Record<Design['data'], (signal: AbortSignal, report: Report) => Promise<Dataset>>> = {
  synthetic: drawDigits,
  mnist: fetchMnist,
};

async function load(kind: Design['data'], signal: AbortSignal): Promise<Dataset | null> {
  let ended = false;
  // The worker's last reports may arrive after its answer.
  const report: Report = (text, progress) => {
    if (!ended) show('loading', text, progress);
  };
  try {
    const data = await SOURCES[kind](signal, report);
    loaded = data;
    show('ready', countText(data), 1);
    return data;
  } catch (error) {
    if (signal.aborted) show('idle', '', null);
    else show('failed', messageOf(error), null);
    return null;
  } finally {
    ended = true;
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
  });
}

/** Opens IDX files that were dropped or chosen: MNIST, or a data set of one's own. */
export async function openFiles(files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  const { edit, setOwnData, notify } = useStore.getState();
  stopLoading();
  show('loading', `Reading ${files.length} files…`, null);
  try {
    const data = await client.files(files);
    if (data.id === 'mnist') {
      loaded = data;
      edit({ data: 'mnist' });
    } else {
      setOwnData(data);
      notify('info', `Training on ${data.name}. A share link cannot hold these images.`);
    }
    show('ready', countText(data), 1);
  } catch (error) {
    show('failed', messageOf(error), null);
    notify('error', messageOf(error));
  }
}

const countText = ({ train, test }: Dataset): string =>
  `${train.count.toLocaleString('en')} training, ${test.count.toLocaleString('en')} test images`;

function show(state: 'idle' | 'loading' | 'ready' | 'failed', text: string, progress: number | null): void {
  useStore.getState().updateSession({ data: { state, text, progress } });
}
