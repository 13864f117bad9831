import { type CellPosition, cellKey, cellName } from '../../core/precision';
import { useStore } from '../../state/store';
import styles from './code.module.css';

/** Chooses the pinned cell that the code is compared with. */
export function Compare({ pins, against }: { pins: readonly CellPosition[]; against: CellPosition | null }) {
  const updateSession = useStore((s) => s.updateSession);
  return (
    <label className={styles.compare}>
      <span>Compare with</span>
      <select
        value={against ? cellKey(against) : ''}
        disabled={pins.length === 0}
        title={pins.length === 0 ? 'Pin another cell to compare its code' : 'Pinned cells'}
        onChange={(event) => updateSession({ codeAgainst: event.target.value || null })}
      >
        <option value="">{pins.length === 0 ? 'no cell is pinned' : 'nothing'}</option>
        {pins.map((pin) => (
          <option key={cellKey(pin)} value={cellKey(pin)}>
            {cellName(pin)}
          </option>
        ))}
      </select>
    </label>
  );
}
