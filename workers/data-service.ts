import { transfer } from 'comlink';
import type { Dataset } from '../src/core/datasets/dataset';
import { syntheticJets } from '../src/core/datasets/jets/synthetic';
import { syntheticDataset } from '../src/core/datasets/synthetic';
import { openDataCache } from '../src/data/cache';
import { datasetFromFiles } from '../src/data/dropped';
import { loadMnist } from '../src/data/mnist';
import type { DataApi } from './protocol';
import { release } from './release';

/** What the data worker does; apart from its entry file so that it also runs in tests. */
export function createDataService(openCache = openDataCache, load = loadMnist): DataApi {
  return {
    async synthetic(options, onProgress) {
      const data = syntheticDataset({
        ...options,
        onProgress: (done, total) => void onProgress({ done, total }),
      });
      release(onProgress);
      return moved(data);
    },
    jets: async () => moved(syntheticJets()),
    async mnist(onProgress, onMirrorFailed, onNotKept) {
      try {
        const cache = await openCache();
        const data = await load({ cache, onProgress: throttled(onProgress), onMirrorFailed });
        // The worker ends with its answer: what it has to say must have arrived before.
        if (!cache.persistent) await onNotKept();
        return moved(data);
      } finally {
        release(onProgress);
        release(onMirrorFailed);
        release(onNotKept);
      }
    },
    async files(dropped, onNotKept) {
      try {
        const files = dropped.map(({ name, content }) => new File([content], name));
        const cache = await openCache();
        const data = await datasetFromFiles(files, { cache });
        if (data.id === 'mnist' && !cache.persistent) await onNotKept();
        return moved(data);
      } finally {
        release(onNotKept);
      }
    },
  };
}

/** Sends the images away without copying them. Parts that share memory go together. */
function moved(data: Dataset): Dataset {
  const arrays = [data.train, data.validation, data.test].flatMap((set) => [set.pixels, set.labels]);
  const buffers = new Set(arrays.map(({ buffer }) => buffer).filter((b) => b instanceof ArrayBuffer));
  return transfer(data, [...buffers]);
}

/** Milliseconds between two reports of a download, those of its end excepted. */
const REPORT_MS = 100;

function throttled<P extends { loaded: number; total: number }>(report: (progress: P) => void) {
  let next = 0;
  return (progress: P) => {
    if (performance.now() < next && progress.loaded < progress.total) return;
    next = performance.now() + REPORT_MS;
    void report(progress);
  };
}
