import { useMemo } from 'react';
import type { CellPosition } from '../core/precision';
import { useStore } from './store';

/** The one selection, hover and pin set that every view shares. */
export function useLinking(): {
  selected: CellPosition;
  hovered: CellPosition | null;
  pins: readonly CellPosition[];
} {
  const selected = useStore((s) => s.design.selected);
  const pins = useStore((s) => s.design.pins);
  const hovered = useStore((s) => s.hover);
  return useMemo(() => ({ selected, hovered, pins }), [selected, hovered, pins]);
}
