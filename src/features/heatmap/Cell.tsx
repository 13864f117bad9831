import { type CSSProperties, memo } from 'react';
import { type CellPosition, cellKey } from '../../core/precision';
import type { SeriesRole } from '../chart/series';
import type { CellStatus, HeatmapCell } from './cell';
import styles from './cell.module.css';
import { inkOn } from './view-model';

export interface CellProps {
  cell: HeatmapCell;
  /** CSS colour of its value; null paints it blank. */
  colour: string | null;
  /** Printed when there is no value. */
  blank: string;
  role: SeriesRole;
  hovered: boolean;
  /** The grid's one tab stop. */
  tabStop: boolean;
  /** Role of its pin ('pin1'...) or null: a selected cell can be pinned too. */
  pin: SeriesRole | null;
  onSelect(cell: CellPosition): void;
  onHover(cell: CellPosition | null): void;
  onFocusCell(cell: CellPosition): void;
}

/** Words in the corner of a cell whose training did not come to a network in this tab. */
const CORNER_WORDS: Partial<Record<CellStatus, string>> = { failed: 'failed', elsewhere: 'other tab' };

/** Statuses whose progress is drawn. */
const MOVING: readonly CellStatus[] = ['training', 'partial', 'queued', 'elsewhere'];

/** One gridcell: the plate with its number, ring, hatch, binding resource, pin, progress and corner word. */
export const Cell = memo(function Cell(props: CellProps) {
  const { cell, colour, blank, role, hovered, tabStop, pin, onSelect, onHover, onFocusCell } = props;
  const { weightBits, activationBits, status, progress = 0, fits, binding } = cell;
  const paint: CSSProperties & Record<`--${string}`, string> =
    colour === null ? {} : { '--cell': colour, '--cell-ink': inkOn(colour) };
  const position = { weightBits, activationBits };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of an ARIA grid on a native table
      role="gridcell"
      data-cell={cellKey(cell)}
      tabIndex={tabStop ? 0 : -1}
      aria-selected={role === 'selected'}
      title={cell.tooltip}
      className={styles.cell}
      onClick={() => onSelect(position)}
      onPointerEnter={() => onHover(position)}
      onFocus={() => onFocusCell(position)}
    >
      <span className="visually-hidden">{pin ? `${cell.label}, pinned` : cell.label}</span>
      <div
        aria-hidden="true"
        className={styles.plate}
        style={paint}
        data-blank={colour === null}
        data-status={status}
        data-unfinished={cell.unfinished}
        data-source={cell.source ?? undefined}
        data-fits={fits !== false}
        data-front={cell.onFront}
        data-outside={!cell.inGrid}
        data-selected={role === 'selected'}
        data-hovered={hovered}
      >
        <span className={styles.value}>{cell.value === null ? blank : cell.text}</span>
        {fits === false && binding && <span className={styles.binding}>{binding}</span>}
        {pin && <span className={styles.pin} data-series={pin} />}
        {CORNER_WORDS[status] && <span className={styles.corner}>{CORNER_WORDS[status]}</span>}
        {(status === 'training' || (progress > 0 && MOVING.includes(status))) && (
          <span className={styles.progress}>
            <i style={{ width: `${Math.round(progress * 100)}%` }} />
          </span>
        )}
      </div>
    </td>
  );
});
