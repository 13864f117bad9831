import { create } from 'zustand';
import { createDesignSlice, type DesignSlice } from './design-slice';
import { createResultsSlice, type ResultsSlice } from './results-slice';
import { createSessionSlice, type SessionSlice } from './session-slice';

export type AppState = DesignSlice & ResultsSlice & SessionSlice;

/** The page's one store: design (undoable, in the link), results, session. */
export const useStore = create<AppState>()((...args) => ({
  ...createDesignSlice(...args),
  ...createResultsSlice(...args),
  ...createSessionSlice(...args),
}));
