import type { StateCreator } from 'zustand';
import type { AtlasManifest, AtlasRun } from '../core/atlas/atlas';
import type { LoadedAtlas } from './atlas';
import type { AppState } from './store';

/** The reference atlas as far as it is loaded. */
export interface AtlasSlice {
  atlas: LoadedAtlas;
  setAtlasManifest(manifest: AtlasManifest): void;
  addAtlasRun(id: string, run: AtlasRun): void;
}

export const NO_ATLAS: LoadedAtlas = { manifest: null, runs: {} };

export const createAtlasSlice: StateCreator<AppState, [], [], AtlasSlice> = (set) => ({
  atlas: NO_ATLAS,
  setAtlasManifest: (manifest) => set(({ atlas }) => ({ atlas: { ...atlas, manifest } })),
  addAtlasRun: (id, run) => set(({ atlas }) => ({ atlas: { ...atlas, runs: { ...atlas.runs, [id]: run } } })),
});
