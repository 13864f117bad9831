import { useEffect, useRef } from 'react';
import { type CellPosition, cellKey } from '../../core/precision';
import { useStore } from '../../state/store';

/** The pins that the code can be compared with, and the one that it is; a cell that is pinned meanwhile is taken at once. */
export function useAgainst(): { pins: readonly CellPosition[]; against: CellPosition | null } {
  const selected = useStore((s) => cellKey(s.design.selected));
  const all = useStore((s) => s.design.pins);
  const chosen = useStore((s) => s.codeAgainst);
  const updateSession = useStore((s) => s.updateSession);
  const before = useRef(all);
  useEffect(() => {
    const known = new Set(before.current.map(cellKey));
    const added = all.map(cellKey).find((key) => !known.has(key));
    before.current = all;
    if (added !== undefined) updateSession({ codeAgainst: added });
  }, [all, updateSession]);
  const pins = all.filter((pin) => cellKey(pin) !== selected);
  return { pins, against: pins.find((pin) => cellKey(pin) === chosen) ?? null };
}
