import { interpolateCividis } from 'd3-scale-chromatic';
import { BIT_RANGE, type CellPosition } from '../../core/precision';

/** A metric tab. */
export interface HeatmapMetric<Id extends string = string> {
  id: Id;
  /** Tab text: "Accuracy", "LUT". */
  label: string;
  /** Bright cells are the better ones in every tab. */
  better: 'higher' | 'lower';
  /** Prints an end of the scale in the legend: 0.942 -> "94.2 %". */
  format(value: number): string;
  /** Why no cell has a value ("FINN publishes no flip-flop model"); null or absent when it is modelled. */
  notModelled?: string | null;
}

/** Colour scale of the grid, with the ends of its legend. */
export interface ColourScale {
  /** CSS colour of a value. */
  colour(value: number): string;
  /** Value at the dark (worse) and the bright (better) end. */
  worst: number;
  best: number;
  log: boolean;
}

/** Costs that spread wider than this are coloured by their logarithm. */
const LOG_RATIO = 8;

/** Cividis from worst (dark) to best (bright) over the values; null without values. */
export function colourScale(
  values: readonly (number | null)[],
  better: 'higher' | 'lower',
): ColourScale | null {
  const known = values.filter((v): v is number => v !== null && Number.isFinite(v));
  if (known.length === 0) return null;
  const low = Math.min(...known);
  const high = Math.max(...known);
  const log = low > 0 && better === 'lower' && high / low > LOG_RATIO;
  const at = log ? Math.log : (v: number) => v;
  const span = at(high) - at(low);
  const share = (value: number) => (span === 0 ? 0.75 : (at(value) - at(low)) / span);
  return {
    colour: (value) =>
      interpolateCividis(better === 'higher' || span === 0 ? share(value) : 1 - share(value)),
    worst: better === 'higher' ? low : high,
    best: better === 'higher' ? high : low,
    log,
  };
}

/**
 * Scale of the grid: over the finished values, so that a first epoch or a run that failed does not flatten the others,
 * which it paints as the nearest end; over all of them while the finished ones do not differ.
 */
export function gridScale(
  cells: readonly { value: number | null; unfinished: boolean }[],
  better: 'higher' | 'lower',
): ColourScale | null {
  const finished = cells.filter(({ unfinished }) => !unfinished);
  const scale = colourScale(
    finished.map(({ value }) => value),
    better,
  );
  if (scale && scale.worst !== scale.best) return scale;
  return colourScale(
    cells.map(({ value }) => value),
    better,
  );
}

/** CSS gradient of the legend's ramp. */
export const RAMP = `linear-gradient(90deg, ${[0, 0.25, 0.5, 0.75, 1].map(interpolateCividis).join(', ')})`;

/** WCAG relative luminance of an "rgb(r, g, b)" colour. */
export function luminance(rgb: string): number {
  const [r, g, b] = (rgb.match(/[\d.]+/g) ?? []).map(Number).map((byte) => {
    const s = byte / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Where black and white text have the same contrast: sqrt(1.05 * 0.05) - 0.05. Both are above 4.5 there. */
const EVEN_LUMINANCE = Math.sqrt(1.05 * 0.05) - 0.05;

/** Black or white, whichever reads better on the colour; always at least 4.5:1. */
export const inkOn = (rgb: string): string => (luminance(rgb) > EVEN_LUMINANCE ? '#000' : '#fff');

const clamp = (bits: number): number => Math.min(Math.max(bits, BIT_RANGE.min), BIT_RANGE.max);

const MOVES: Readonly<Record<string, (at: CellPosition, ctrl: boolean) => CellPosition>> = {
  ArrowUp: (at) => ({ ...at, weightBits: at.weightBits - 1 }),
  ArrowDown: (at) => ({ ...at, weightBits: at.weightBits + 1 }),
  ArrowLeft: (at) => ({ ...at, activationBits: at.activationBits - 1 }),
  ArrowRight: (at) => ({ ...at, activationBits: at.activationBits + 1 }),
  Home: (at, ctrl) => ({ weightBits: ctrl ? BIT_RANGE.min : at.weightBits, activationBits: BIT_RANGE.min }),
  End: (at, ctrl) => ({ weightBits: ctrl ? BIT_RANGE.max : at.weightBits, activationBits: BIT_RANGE.max }),
};

/** The cell that a key moves the focus to, stopping at the edges; null if the key does not move it. */
export function moveFocus(from: CellPosition, key: string, ctrl: boolean): CellPosition | null {
  const move = MOVES[key];
  if (!move) return null;
  const to = move(from, ctrl);
  return { weightBits: clamp(to.weightBits), activationBits: clamp(to.activationBits) };
}

/** The tab that a key moves to (wrapping, as ARIA tabs do); null if the key does not move it. */
export function moveTab(index: number, count: number, key: string): number | null {
  const targets: Readonly<Record<string, number>> = {
    ArrowLeft: (index + count - 1) % count,
    ArrowRight: (index + 1) % count,
    Home: 0,
    End: count - 1,
  };
  return targets[key] ?? null;
}
