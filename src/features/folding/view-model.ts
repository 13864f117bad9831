import type { FoldingChoice } from '../../core/design/folding-choice';
import type { Estimate, Folding } from '../../core/hardware/estimate';

export type Mode = 'rule' | 'fit' | 'hand';

export const MODES: readonly { id: Mode; label: string }[] = [
  { id: 'rule', label: "The estimator's rule" },
  { id: 'fit', label: 'Fastest that fits' },
  { id: 'hand', label: 'By hand' },
];

export const modeOf = (choice: FoldingChoice): Mode => (typeof choice === 'string' ? choice : 'hand');

/** The layers that have PE and SIMD, with their present foldings. */
export const foldingsOf = ({ layers }: Estimate): { name: string; title: string; folding: Folding }[] =>
  layers
    .filter((layer) => layer.kind === 'mvau')
    .map(({ name, folding }) => ({ name, title: name.replace(/^mvau/, 'MVAU '), folding }));
