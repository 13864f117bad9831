import { DESIGN_LIMITS } from '../../core/design/limits';
import { METRICS } from '../../core/space/metrics';
import type { GridCell } from '../../state/grid';
import { useStore } from '../../state/store';
import { DraftInput } from '../setup/DraftInput';
import { tolerated } from './tolerance';
import styles from './tolerance.module.css';

const OFF = 'off';

/** Points with at most two decimals, or nothing for off, as a link takes them. */
function legalPoints(text: string): number | null {
  const [low, high] = DESIGN_LIMITS.tolerance;
  const trimmed = text.trim().toLowerCase();
  if (trimmed === '' || trimmed === OFF) return null;
  const points = Number(trimmed);
  if (points >= low && points <= high) return Number(points.toFixed(2));
  throw new Error(`a number from ${low} to ${high}, or ${OFF}`);
}

/** The accuracy that may be lost, and the smallest design that loses no more; a new tolerance selects it. */
export function Tolerance({ cells }: { cells: readonly GridCell[] }) {
  const { tolerance, scatterAxis } = useStore((s) => s.design);
  const { look, select } = useStore.getState();
  const found = tolerated(cells, tolerance, scatterAxis);
  const choose = ({ weightBits, activationBits }: GridCell) => select({ weightBits, activationBits });
  const change = (points: number | null) => {
    look({ tolerance: points });
    const next = tolerated(cells, points, scatterAxis);
    if (next?.cell) choose(next.cell);
  };
  return (
    <div className={styles.row}>
      <DraftInput
        label="Accuracy tolerance, points"
        title={`Selects the smallest design by ${METRICS[scatterAxis].label}, the scatter’s resource, whose accuracy is at most so far below the best`}
        value={tolerance}
        format={(points) => (points === null ? OFF : String(points))}
        parse={legalPoints}
        inputMode="decimal"
        onChange={change}
      />
      {found && (
        <p className={styles.found} role="status">
          <span>Smallest: {found.text}</span>
          {found.cell && (
            <button type="button" onClick={() => found.cell && choose(found.cell)}>
              Select
            </button>
          )}
        </p>
      )}
    </div>
  );
}
