import { useMemo } from 'react';
import { useActiveData } from '../../state/data-sets';
import type { Grid } from '../../state/grid';
import { useLinking } from '../../state/linking';
import { useStore } from '../../state/store';
import { Epochs } from '../epochs/View';
import { Heatmap } from '../heatmap/View';
import { Scatter } from '../scatter/View';
import { heatmapCells } from './cells';
import styles from './grid.module.css';
import { Tolerance } from './Tolerance';
import {
  epochCurves,
  frontOf,
  gridSummary,
  heatmapMetrics,
  SCATTER_AXES,
  scatterEmptyText,
  scatterPoints,
} from './view-model';

/** The centre: heatmap, scatter with the Pareto front, epoch curves, all linked. */
export function GridPanel({ grid }: { grid: Grid }) {
  const { metric, scatterAxis, epochs } = useStore((s) => s.design);
  const data = useActiveData();
  const { select, setHover, togglePin, look } = useStore.getState();
  const linking = useLinking();
  const front = useMemo(() => frontOf(grid.cells, scatterAxis), [grid, scatterAxis]);
  const cells = useMemo(
    () => heatmapCells(grid, metric, front, { epochs, data }),
    [grid, metric, front, epochs, data],
  );
  const metrics = useMemo(() => heatmapMetrics(grid.cells), [grid]);
  const points = useMemo(() => scatterPoints(grid.cells, scatterAxis, front), [grid, scatterAxis, front]);
  const curves = useMemo(() => epochCurves(grid.cells, linking), [grid, linking]);
  return (
    <div className={styles.panel}>
      <p className={styles.summary}>{gridSummary(grid.cells, epochs, data)}</p>
      <div className={styles.charts}>
        <Heatmap
          {...linking}
          metrics={metrics}
          metric={metric}
          cells={cells}
          onMetric={(id) => look({ metric: id })}
          onSelect={select}
          onHover={setHover}
          onPin={togglePin}
        />
        <Scatter
          {...linking}
          points={points}
          axes={SCATTER_AXES}
          axis={scatterAxis}
          onAxis={(id) => look({ scatterAxis: id })}
          onSelect={select}
          onHover={setHover}
          emptyText={scatterEmptyText(grid.cells, scatterAxis)}
        />
      </div>
      <Tolerance cells={grid.cells} />
      <hr />
      <Epochs
        series={curves.series}
        source={curves.source}
        quantity={metric === 'error' ? 'error' : 'accuracy'}
        epochs={curves.epochs ?? epochs}
        onSelect={select}
        onHover={setHover}
        emptyText="Accuracy after each epoch appears here as cells train."
      />
    </div>
  );
}
