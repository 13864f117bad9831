import type { CellPosition } from '../../core/precision';

/** What a network is to the reader at this moment; theme.css gives each its colour and dash (`data-series`). */
export type SeriesRole = 'selected' | 'pin1' | 'pin2' | 'pin3' | 'hover' | 'family' | 'other';

/** The one selection, hover and pin set that all views share. */
export interface Linking {
  selected: CellPosition;
  hovered: CellPosition | null;
  /** At most three, in the order of pinning. */
  pins: readonly CellPosition[];
}

const PIN_ROLES: readonly SeriesRole[] = ['pin1', 'pin2', 'pin3'];

/** True if both are the same cell of the grid. */
export const sameCell = (a: CellPosition | null, b: CellPosition | null): boolean =>
  a !== null && b !== null && a.weightBits === b.weightBits && a.activationBits === b.activationBits;

/** Role of the i-th pin; pins beyond the third share the last one's. */
export const pinRole = (index: number): SeriesRole => PIN_ROLES[Math.min(index, PIN_ROLES.length - 1)];

/** Role of a cell: selection before pin before hover. */
export function seriesRole(cell: CellPosition, { selected, hovered, pins }: Linking): SeriesRole {
  if (sameCell(cell, selected)) return 'selected';
  const pin = pins.findIndex((p) => sameCell(p, cell));
  if (pin >= 0) return pinRole(pin);
  return sameCell(cell, hovered) ? 'hover' : 'other';
}

const DRAWING_ORDER: Record<SeriesRole, number> = {
  other: 0,
  family: 1,
  pin1: 2,
  pin2: 2,
  pin3: 2,
  hover: 3,
  selected: 4,
};

/** Later is drawn on top; stable for equal roles. */
export const byDrawingOrder = <T extends { role: SeriesRole }>(items: readonly T[]): T[] =>
  [...items].sort((a, b) => DRAWING_ORDER[a.role] - DRAWING_ORDER[b.role]);
