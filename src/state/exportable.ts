import type { Design } from '../core/design/design';
import { type CellPosition, cellKey } from '../core/precision';
import type { TrainedCell } from '../engine/checkpoint';
import { type ReferenceNetwork, referenceNetwork } from './atlas';
import { plural } from './messages';
import { type AppState, useStore } from './store';

/** The network that an export of the selected cell holds: its own, or that of the reference atlas. */
export type Exportable =
  | { source: 'trained'; cell: TrainedCell }
  | { source: 'reference'; reference: ReferenceNetwork };

/** A design with another cell selected. */
export const designAt = (design: Design, selected: CellPosition): Design => ({ ...design, selected });

/** What there is to export of the selected cell, its own training first; null: nothing, it must be trained. */
export function exportableOf({
  design,
  results,
  atlas,
}: Pick<AppState, 'design' | 'results' | 'atlas'>): Exportable | null {
  const cell = results[cellKey(design.selected)]?.cell;
  if (cell) return { source: 'trained', cell };
  const reference = referenceNetwork(atlas, design);
  return reference && { source: 'reference', reference };
}

/** `exportableOf` a cell of the store, the selected one if none is given, for components. */
export function useExportable(cell?: CellPosition): Exportable | null {
  const design = useStore((s) => s.design);
  const results = useStore((s) => s.results);
  const atlas = useStore((s) => s.atlas);
  return exportableOf({ design: designAt(design, cell ?? design.selected), results, atlas });
}

/** What an export holds if not the person's own training: "reference network, 30 epochs, 97.4 %"; else null. */
export function referenceWords(exportable: Exportable | null): string | null {
  if (exportable?.source !== 'reference') return null;
  const { run, accuracy } = exportable.reference;
  return `reference network, ${plural(run.terms.epochs, 'epoch')}, ${(100 * accuracy).toFixed(1)} %`;
}
