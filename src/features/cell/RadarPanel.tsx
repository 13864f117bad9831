import { useMemo, useState } from 'react';
import type { Grid } from '../../state/grid';
import { useLinking } from '../../state/linking';
import { Radar } from '../radar/View';
import { radarAxes, radarFamilies, radarSeries } from './radar-model';

/** The radar of the paper's Fig. 7: the selected cell against its pins and one of the three families. */
export function RadarPanel({ grid }: { grid: Grid }) {
  const linking = useLinking();
  const [family, setFamily] = useState<string | null>(null);
  const axes = useMemo(() => radarAxes(grid.cells), [grid]);
  const families = useMemo(() => radarFamilies(grid), [grid]);
  const series = useMemo(() => radarSeries(grid, linking), [grid, linking]);
  return <Radar axes={axes} series={series} families={families} family={family} onFamily={setFamily} />;
}
