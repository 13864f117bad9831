import { create } from 'zustand';
import { type AtlasSlice, createAtlasSlice } from './atlas-slice';
import { createDesignSlice, type DesignSlice } from './design-slice';
import { createDevicesSlice, type DevicesSlice } from './devices-slice';
import { createPreviewSlice, type PreviewSlice } from './preview-slice';
import { createResultsSlice, type ResultsSlice } from './results-slice';
import { createSessionSlice, type SessionSlice } from './session-slice';

export type AppState = DesignSlice & ResultsSlice & PreviewSlice & SessionSlice & AtlasSlice & DevicesSlice;

/** The page's one store: design (undoable, in the link), results, previews, session, reference atlas. */
export const useStore = create<AppState>()((...args) => ({
  ...createDesignSlice(...args),
  ...createResultsSlice(...args),
  ...createPreviewSlice(...args),
  ...createSessionSlice(...args),
  ...createAtlasSlice(...args),
  ...createDevicesSlice(...args),
}));
