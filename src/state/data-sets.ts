import { useMemo } from 'react';
import type { Dataset } from '../core/datasets/dataset';
import { SYNTHETIC_DEFAULTS, SYNTHETIC_NAME, syntheticId } from '../core/datasets/synthetic';
import type { Design } from '../core/design/design';
import type { DataStatus } from './session-slice';
import { useStore } from './store';

/** What the page knows of a data set before its images are there. */
export interface DataSummary {
  /** Part of every run key. */
  id: string;
  name: string;
  testImages: number;
}

const KNOWN: Readonly<Record<Design['data'], DataSummary>> = {
  synthetic: {
    id: syntheticId(SYNTHETIC_DEFAULTS),
    name: SYNTHETIC_NAME,
    testImages: SYNTHETIC_DEFAULTS.test,
  },
  mnist: { id: 'mnist', name: 'MNIST', testImages: 10_000 },
};

/** A data set that every page has, by its id; undefined for others. */
export const knownData = (id: string): DataSummary | undefined =>
  Object.values(KNOWN).find((data) => data.id === id);

/** The data set that the page works on: a person's own files before the design's choice. */
export const activeData = (design: Pick<Design, 'data'>, own: Dataset | null): DataSummary =>
  own ? { id: own.id, name: own.name, testImages: own.test.count } : KNOWN[design.data];

/** `activeData` of the store, for components. */
export function useActiveData(): DataSummary {
  const data = useStore((s) => s.design.data);
  const own = useStore((s) => s.ownData);
  return useMemo(() => activeData({ data }, own), [data, own]);
}

/** Where the active data set stands; a status that is about another one counts as idle. */
export function useDataStatus(): DataStatus {
  const { id } = useActiveData();
  const status = useStore((s) => s.data);
  return status.id === id ? status : { id, state: 'idle', text: '', progress: null };
}
