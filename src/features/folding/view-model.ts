import type { FoldingChoice } from '../../core/design/folding-choice';
import type { Estimate, Folding } from '../../core/hardware/estimate';
import type { Strategy } from '../../core/hardware/unrolled/options';

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

/** The stop closest to a value; of two that are equally close, the smaller. */
export const nearestOf = (stops: readonly number[], value: number): number =>
  stops.reduce((a, b) => (Math.abs(b - value) < Math.abs(a - value) ? b : a));

export const STRATEGY_LABELS: Readonly<Record<Strategy, string>> = {
  latency: 'Latency: all unrolled',
  resource: 'Resource: a loop of rounds',
};

/** What to know of a reuse factor beside its slider; null if there is nothing. */
export function reuseHint({ layers, ii, total }: Estimate): string | null {
  const factors = layers.map((layer) => layer.cycles);
  const differ = factors.some((factor) => factor !== ii);
  const parts = [
    differ ? `The layers take ${factors.join(', ')}, the nearest that each can have.` : '',
    total.lut === null ? 'LUT and FF have no rule here: the fit counts BRAM and DSP only.' : '',
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(' ') : null;
}
