import { type KeyboardEvent, useCallback, useId, useRef, useState } from 'react';
import { ALL_BITS, type CellPosition, cellKey } from '../../core/precision';
import { ACCURACY_SOURCES } from '../../state/accuracy';
import { type Linking, pinRole, sameCell, seriesRole } from '../chart/series';
import { Cell } from './Cell';
import type { HeatmapCell } from './cell';
import { Legend } from './Legend';
import { Tabs, tabId } from './Tabs';
import styles from './view.module.css';
import { gridScale, type HeatmapMetric, moveFocus } from './view-model';

export interface HeatmapProps<Id extends string> extends Linking {
  metrics: readonly HeatmapMetric<Id>[];
  metric: Id;
  /** Any order; positions that are missing are left out of the grid. */
  cells: readonly HeatmapCell[];
  onMetric(id: Id): void;
  onSelect(cell: CellPosition): void;
  onHover(cell: CellPosition | null): void;
  /** Toggles the pin of a cell. */
  onPin(cell: CellPosition): void;
}

/** The W x A grid: metric tabs, 64 cells with their numbers, legend. Arrows move, Enter selects, P pins. */
export function Heatmap<Id extends string>(props: HeatmapProps<Id>) {
  const { metrics, metric, cells, selected, hovered, pins, onMetric, onSelect, onHover, onPin } = props;
  const panelId = useId();
  const grid = useRef<HTMLTableElement>(null);
  const [active, setActive] = useState<CellPosition | null>(null);
  const current = metrics.find(({ id }) => id === metric) ?? metrics[0];
  const compared = cells.filter((cell) => cell.compared);
  const scale = gridScale(compared, current.better);
  const byKey = new Map(cells.map((cell) => [cellKey(cell), cell]));
  const tabStop = active ?? selected;

  const onFocusCell = useCallback(
    (cell: CellPosition) => {
      setActive(cell);
      onHover(cell);
    },
    [onHover],
  );

  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    const ctrl = event.ctrlKey || event.metaKey;
    const next = moveFocus(tabStop, event.key, ctrl);
    if (next) {
      grid.current?.querySelector<HTMLElement>(`[data-cell=${cellKey(next)}]`)?.focus();
    } else if (event.key === 'Enter' || event.key === ' ') onSelect(tabStop);
    else if (event.key.toLowerCase() === 'p' && !ctrl && !event.altKey) onPin(tabStop);
    else return;
    event.preventDefault();
  };

  return (
    <div className={styles.heatmap}>
      <Tabs metrics={metrics} metric={metric} panelId={panelId} onMetric={onMetric} />
      <div role="tabpanel" id={panelId} aria-labelledby={tabId(panelId, metric)} className={styles.panel}>
        <table
          ref={grid}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: an ARIA grid on a native table
          role="grid"
          aria-label={`${current.label} by weight bits (rows) and activation bits (columns)`}
          className={styles.grid}
          onKeyDown={onKeyDown}
          onBlur={(event) => {
            if (event.currentTarget.contains(event.relatedTarget)) return;
            setActive(null);
            onHover(null);
          }}
          onPointerLeave={() => onHover(null)}
        >
          <thead>
            <tr>
              <td className={styles.corner} />
              {ALL_BITS.map((a) => (
                <th key={a} scope="col" data-on={a === hovered?.activationBits}>
                  A{a}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ALL_BITS.map((w) => (
              <tr key={w}>
                <th scope="row" data-on={w === hovered?.weightBits}>
                  W{w}
                </th>
                {ALL_BITS.map((a) => {
                  const cell = byKey.get(cellKey({ weightBits: w, activationBits: a }));
                  if (!cell) return <td key={a} />;
                  const pin = pins.findIndex((p) => sameCell(p, cell));
                  return (
                    <Cell
                      key={a}
                      cell={cell}
                      colour={
                        cell.value === null || !cell.compared || !scale ? null : scale.colour(cell.value)
                      }
                      blank={current.notModelled ? 'n/m' : '—'}
                      role={seriesRole(cell, { selected, hovered, pins })}
                      hovered={sameCell(cell, hovered)}
                      pin={pin < 0 ? null : pinRole(pin)}
                      tabStop={sameCell(cell, tabStop)}
                      onSelect={onSelect}
                      onHover={onHover}
                      onFocusCell={onFocusCell}
                    />
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
        <Legend
          metric={current}
          scale={scale}
          shows={{
            front: cells.some(({ onFront }) => onFront),
            unfit: cells.some(({ fits }) => fits === false),
            pinned: pins.length > 0,
            unfinished: cells.some(({ unfinished }) => unfinished),
            sources: ACCURACY_SOURCES.filter((source) => cells.some((cell) => cell.source === source)),
          }}
        />
      </div>
    </div>
  );
}
