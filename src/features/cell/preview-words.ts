import type { Explanation } from '../../core/hardware/explanation';
import { type CellPosition, cellKey, cellName } from '../../core/precision';
import type { CellAccuracy } from '../../state/accuracy';
import { plural } from '../../state/messages';
import { levelWords } from '../../state/preview';
import type { PreviewBasis } from '../../state/preview-basis';
import { percent, percentDigits } from '../chart/numbers';
import { SOURCE_WORDS } from '../heatmap/cell';
import { previewError } from './preview-error';

/** Lines under the accuracy of a preview: what it is estimated from, and what training it stands for. */
export function previewNotes({ data }: CellAccuracy, basis: PreviewBasis): string[] {
  const { rough, terms } = basis;
  const what = rough
    ? 'rough so far, the shared weights are being trained'
    : `estimated from weights shared by all 64 networks, ${levelWords(basis)}`;
  const start = terms.start === 'shared' ? ', from shared weights' : '';
  return [
    `${SOURCE_WORDS.preview}: ${what}`,
    `stands for ${plural(terms.epochs, 'epoch')} on ${data.name}${start}`,
  ];
}

/** How the accuracy of a preview is estimated, and how far it can be trusted. */
export function previewExplanation(
  cell: CellPosition,
  { value, data, layer }: CellAccuracy,
  basis: PreviewBasis,
): Explanation {
  return {
    value,
    formula:
      `${levelFormula(basis)}smoothed = 1 - exp(mean + part of W + part of A) of the 64 networks' log errors, ` +
      'where no part grows with bits',
    substituted: `this cell's network of the shared weights ${shareOf(basis.shared, cell)}, smoothed ${shareOf(basis.smoothed, cell)}${levelValues(cell, value, basis)}`,
    source:
      `${layer?.origin}; integer networks on ${basis.rough ? 'a few hundred validation images' : '5000 test images'}. ` +
      'docs/training.md, "Preview", after AdaBits (Jin et al., 2020) and Any-Precision DNNs (Yu et al., 2021)',
    error: previewError(basis, data.id),
  };
}

const shareOf = (values: PreviewBasis['shared'], cell: CellPosition): string =>
  percent(values[cellKey(cell)], 2);

function levelFormula({ level }: PreviewBasis): string {
  if (!level) return '';
  const { slope, anchors } = level;
  const there =
    anchors === 1 ? 'of the cell trained on its own' : 'means over the cells trained on their own';
  return slope === 1
    ? `accuracy = smoothed + shift; shift = own - smoothed, ${there}; `
    : `accuracy = own + slope × (smoothed - smoothed there); own and smoothed there, ${there}; slope by least squares, kept within 0.5 and 2; `;
}

/** "; W4 A4: 96.94 % on its own, 95.52 % smoothed; 95.480 + 1.420 = 96.900 %": to a digit more, so that it adds up. */
function levelValues(cell: CellPosition, value: number, { level, anchors, smoothed }: PreviewBasis): string {
  if (!level) return '; its level is not set';
  const one = anchors.length === 1;
  const who = one ? cellName(anchors[0]) : `${anchors.length} cells`;
  const here = smoothed[cellKey(cell)];
  const sum =
    level.slope === 1
      ? `${exact(here)} ${signed(level.own - level.shared)}`
      : `${exact(level.own)} + ${level.slope.toFixed(3)} × (${exact(here)} ${signed(-level.shared)})`;
  return (
    `; ${who}: ${percent(level.own, 2)} on ${one ? 'its' : 'their'} own, ${percent(level.shared, 2)} smoothed; ` +
    `${sum} = ${exact(value)} %`
  );
}

const exact = (fraction: number): string => percentDigits(fraction, 3);

/** "+ 1.420", "- 0.310". */
const signed = (fraction: number): string => `${fraction < 0 ? '-' : '+'} ${exact(Math.abs(fraction))}`;
