import { useMemo } from 'react';
import type { Dataset } from '../core/datasets/dataset';
import { takesJets } from '../core/datasets/fits';
import {
  SYNTHETIC_JETS_DEFAULTS,
  SYNTHETIC_JETS_NAME,
  syntheticJetsId,
} from '../core/datasets/jets/synthetic';
import { SYNTHETIC_DEFAULTS, SYNTHETIC_NAME, syntheticId } from '../core/datasets/synthetic';
import type { Design } from '../core/design/design';
import { topologyOf } from '../core/network/presets';
import type { DataStatus } from './session-slice';
import { useStore } from './store';

/** What the page knows of a data set before its images are there. */
export interface DataSummary {
  /** Part of every run key. */
  id: string;
  name: string;
  testImages: number;
}

/** A data set that the page can train on. */
export interface ActiveData extends DataSummary {
  trainImages: number;
  validationImages: number;
}

const KNOWN: Readonly<Record<Design['data'], ActiveData>> = {
  synthetic: {
    id: syntheticId(SYNTHETIC_DEFAULTS),
    name: SYNTHETIC_NAME,
    testImages: SYNTHETIC_DEFAULTS.test,
    trainImages: SYNTHETIC_DEFAULTS.train,
    validationImages: SYNTHETIC_DEFAULTS.validation,
  },
  mnist: { id: 'mnist', name: 'MNIST', testImages: 10_000, trainImages: 50_000, validationImages: 10_000 },
};

/** Shares of the jets that train, and that validate. */
const JETS_TRAIN = 0.72;
const JETS_VALIDATION = 0.08;

/** The same choices for a network that takes jets; the public set has no mirror: its file is dropped. */
const JETS: Readonly<Record<Design['data'], ActiveData>> = {
  synthetic: {
    id: syntheticJetsId(SYNTHETIC_JETS_DEFAULTS),
    name: SYNTHETIC_JETS_NAME,
    testImages: SYNTHETIC_JETS_DEFAULTS.count / 5,
    trainImages: Math.round(SYNTHETIC_JETS_DEFAULTS.count * JETS_TRAIN),
    validationImages: Math.round(SYNTHETIC_JETS_DEFAULTS.count * JETS_VALIDATION),
  },
  mnist: {
    id: 'jets',
    name: 'LHC jets',
    testImages: 166_000,
    trainImages: 597_600,
    validationImages: 66_400,
  },
};

/** Whether a design's network takes jets, not images. */
export const onJets = ({ network }: Pick<Design, 'network'>): boolean => takesJets(topologyOf(network));

/** A data set that every page has, by its id; undefined for others. */
export const knownData = (id: string): DataSummary | undefined =>
  [...Object.values(KNOWN), ...Object.values(JETS)].find((data) => data.id === id);

/** The data set that the page works on: a person's own files before the design's choice for its network. */
export const activeData = (design: Pick<Design, 'data' | 'network'>, own: Dataset | null): ActiveData =>
  own
    ? {
        id: own.id,
        name: own.name,
        testImages: own.test.count,
        trainImages: own.train.count,
        validationImages: own.validation.count,
      }
    : (onJets(design) ? JETS : KNOWN)[design.data];

/** `activeData` of the store, for components. */
export function useActiveData(): ActiveData {
  const data = useStore((s) => s.design.data);
  const network = useStore((s) => s.design.network);
  const own = useStore((s) => s.ownData);
  return useMemo(() => activeData({ data, network }, own), [data, network, own]);
}

/** Where the active data set stands; a status that is about another one counts as idle. */
export function useDataStatus(): DataStatus {
  const { id } = useActiveData();
  const status = useStore((s) => s.data);
  return status.id === id ? status : { id, state: 'idle', text: '', progress: null };
}
