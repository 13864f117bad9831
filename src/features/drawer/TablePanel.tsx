import { saveFile } from '../../state/actions';
import { activeData } from '../../state/data-sets';
import type { Grid, GridCell } from '../../state/grid';
import { useLinking } from '../../state/linking';
import { useStore } from '../../state/store';
import { shownStatus } from '../grid/cells';
import { RESOURCE_LABELS } from '../meters/view-model';
import { GridTable } from '../table/View';
import type { TableRow } from '../table/view-model';

/** The grid as a table, with CSV. */
export function TablePanel({ grid }: { grid: Grid }) {
  const select = useStore((s) => s.select);
  const setHover = useStore((s) => s.setHover);
  const linking = useLinking();
  return (
    <GridTable
      {...linking}
      rows={grid.cells.map(rowOf)}
      onSelect={select}
      onHover={setHover}
      onDownloadCsv={(csv) => saveFile(csvName(), csv, 'text/csv')}
    />
  );
}

const rowOf = ({ weightBits, activationBits, shown, estimate, fit, result }: GridCell): TableRow => ({
  weightBits,
  activationBits,
  ...accuracyOf(shown),
  ...fit.used,
  cycles: estimate.ii,
  fps: estimate.fps,
  fits: fit.fits,
  binding: RESOURCE_LABELS[fit.binding],
  status: shownStatus(result),
});

const NO_ACCURACY = { accuracy: null, source: null, data: null, epochs: null };

/** An accuracy as the table has it; of a run that is not finished none. */
const accuracyOf = (shown: GridCell['shown']): Pick<TableRow, keyof typeof NO_ACCURACY> =>
  shown?.final
    ? { accuracy: shown.value, source: shown.source, data: shown.data.name, epochs: shown.epochs }
    : NO_ACCURACY;

/** A name that says what the numbers are of: network, data, epochs, seed, device. */
function csvName(): string {
  const { design, ownData } = useStore.getState();
  const { network, epochs, seed, device } = design;
  return `bitscape-${network}-${activeData(design, ownData).id}-e${epochs}-s${seed}-${device}.csv`;
}
