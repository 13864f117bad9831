import type { StateCreator } from 'zustand';
import { DESIGN_DEFAULTS, type Design } from '../core/design/design';
import { withLegalFolding } from '../core/design/folding-choice';
import { withLegalMvau } from '../core/design/mvau-choice';
import { type CellPosition, cellKey } from '../core/precision';
import type { AppState } from './store';

/** At most this many cells are pinned; a further pin replaces the oldest. */
export const MAX_PINS = 3;

const UNDO_LIMIT = 100;

/** The design (in the link, undoable) and the view of it (in the link, not undoable). */
export interface DesignSlice {
  design: Design;
  past: readonly Design[];
  future: readonly Design[];
  /**
   * Changes the design as one undoable step. Choosing `data` puts a person's own images away. Edits in a row with
   * the same `gesture`, such as one drag of a slider, are one step.
   */
  edit(patch: Partial<Design>, gesture?: string): void;
  /** Gesture of the latest edit. */
  gesture: string | undefined;
  /** Changes what is shown, not what is designed: no undo step. */
  look(patch: Partial<Design>): void;
  /** Replaces everything, as a link does. */
  openDesign(design: Design): void;
  undo(): void;
  redo(): void;
  select(cell: CellPosition): void;
  togglePin(cell: CellPosition): void;
}

export const createDesignSlice: StateCreator<AppState, [], [], DesignSlice> = (set) => ({
  design: DESIGN_DEFAULTS,
  past: [],
  future: [],
  gesture: undefined,
  edit: (patch, gesture) =>
    set(({ design, past, ownData, gesture: latest }) => ({
      design: withLegalMvau(withLegalFolding({ ...design, ...patch })),
      gesture,
      past: gesture && gesture === latest ? past : [...past, design].slice(-UNDO_LIMIT),
      future: [],
      ownData: patch.data ? null : ownData,
    })),
  look: (patch) => set(({ design }) => ({ design: { ...design, ...patch } })),
  openDesign: (design) => set({ design, past: [], future: [], ownData: null, gesture: undefined }),
  undo: () => set((state) => step(state, 'undo')),
  redo: () => set((state) => step(state, 'redo')),
  select: (selected) => set(({ design }) => ({ design: { ...design, selected } })),
  togglePin: (cell) => set(({ design }) => ({ design: { ...design, pins: toggled(design.pins, cell) } })),
});

function step({ past, design, future, ownData }: AppState, direction: 'undo' | 'redo'): Partial<AppState> {
  const target = direction === 'undo' ? past.at(-1) : future[0];
  if (!target) return {};
  const restored = {
    gesture: undefined,
    design: { ...target, ...viewOf(design) },
    ownData: target.data === design.data ? ownData : null,
  };
  return direction === 'undo'
    ? { ...restored, past: past.slice(0, -1), future: [design, ...future] }
    : { ...restored, past: [...past, design], future: future.slice(1) };
}

/** The fields that undo leaves alone. */
const viewOf = ({ selected, pins, metric, scatterAxis, tolerance, drawer, view }: Design) => ({
  selected,
  pins,
  metric,
  scatterAxis,
  tolerance,
  drawer,
  view,
});

function toggled(pins: readonly CellPosition[], cell: CellPosition): readonly CellPosition[] {
  const without = pins.filter((pin) => cellKey(pin) !== cellKey(cell));
  return without.length < pins.length ? without : [...pins, cell].slice(-MAX_PINS);
}
