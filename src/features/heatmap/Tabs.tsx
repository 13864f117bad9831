import type { KeyboardEvent } from 'react';
import styles from './tabs.module.css';
import { type HeatmapMetric, moveTab } from './view-model';

export interface TabsProps<Id extends string> {
  metrics: readonly HeatmapMetric<Id>[];
  metric: Id;
  /** Id of the panel that the tabs control; the tabs' own ids derive from it. */
  panelId: string;
  onMetric(id: Id): void;
}

/** Element id of a tab, for the panel's `aria-labelledby`. */
export const tabId = (panelId: string, metric: string): string => `${panelId}-${metric}`;

/** Metric tabs of the grid: one tab stop, arrows move and choose. */
export function Tabs<Id extends string>({ metrics, metric, panelId, onMetric }: TabsProps<Id>) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const index = metrics.findIndex(({ id }) => id === metric);
    const next = moveTab(index, metrics.length, event.key);
    if (next === null) return;
    event.preventDefault();
    onMetric(metrics[next].id);
    event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };
  return (
    <div role="tablist" aria-label="Metric" className={styles.tabs} onKeyDown={onKeyDown}>
      {metrics.map(({ id, label, notModelled }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={tabId(panelId, id)}
          aria-selected={id === metric}
          aria-controls={panelId}
          tabIndex={id === metric ? 0 : -1}
          title={notModelled ?? undefined}
          data-label={notModelled ? `${label}*` : label}
          onClick={() => onMetric(id)}
        >
          {notModelled ? `${label}*` : label}
        </button>
      ))}
    </div>
  );
}
