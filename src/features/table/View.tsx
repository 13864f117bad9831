import { useState } from 'react';
import { type CellPosition, cellKey, cellName } from '../../core/precision';
import { type Linking, sameCell, seriesRole } from '../chart/series';
import styles from './view.module.css';
import { COLUMNS, nextSort, type Sort, sortRows, type TableRow, toCsv } from './view-model';

export interface GridTableProps extends Linking {
  rows: readonly TableRow[];
  onSelect(cell: CellPosition): void;
  onHover(cell: CellPosition | null): void;
  /** Gets the rows as shown, as CSV text. */
  onDownloadCsv(csv: string): void;
}

/** The whole grid as a sortable table, with CSV. */
export function GridTable(props: GridTableProps) {
  const { rows, onSelect, onHover, onDownloadCsv, ...linking } = props;
  const [sort, setSort] = useState<Sort>({ column: 'weightBits', direction: 'ascending' });
  const sorted = sortRows(rows, sort);
  return (
    <div className={styles.frame}>
      <div className={styles.actions}>
        <span className="dim">{rows.length} networks</span>
        <button type="button" onClick={() => onDownloadCsv(toCsv(sorted))}>
          Download CSV
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={styles.scroll} aria-label="All networks" tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              {COLUMNS.map(({ id, label, numeric }) => (
                <th
                  key={id}
                  scope="col"
                  data-numeric={numeric}
                  aria-sort={sort.column === id ? sort.direction : undefined}
                >
                  <button type="button" data-kind="plain" onClick={() => setSort(nextSort(sort, id))}>
                    {label}
                    <span aria-hidden="true">
                      {sort.column === id ? (sort.direction === 'ascending' ? ' ↑' : ' ↓') : ''}
                    </span>
                  </button>
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody onPointerLeave={() => onHover(null)}>
            {sorted.map((row) => (
              <tr
                key={cellKey(row)}
                data-series={seriesRole(row, linking)}
                data-hovered={sameCell(row, linking.hovered)}
                onPointerEnter={() =>
                  onHover({ weightBits: row.weightBits, activationBits: row.activationBits })
                }
              >
                {COLUMNS.map(({ id, numeric, text }) => (
                  <td key={id} data-numeric={numeric} data-fits={id === 'fits' ? row.fits : undefined}>
                    {text(row)}
                  </td>
                ))}
                <td>
                  <button
                    type="button"
                    data-kind="plain"
                    aria-pressed={sameCell(row, linking.selected)}
                    onClick={() =>
                      onSelect({ weightBits: row.weightBits, activationBits: row.activationBits })
                    }
                  >
                    {sameCell(row, linking.selected) ? 'selected' : 'select'}
                    <span className="visually-hidden"> {cellName(row)}</span>
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
