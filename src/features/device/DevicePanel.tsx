import { DEVICES } from '../../core/hardware/devices';
import { cellName } from '../../core/precision';
import { type Grid, useSelectedCell } from '../../state/grid';
import { useStore } from '../../state/store';
import { Meters } from '../meters/View';
import { aroundWarning } from './around';
import styles from './device.module.css';
import { countsSentence, fitSentence } from './view-model';
import { WhatFits } from './WhatFits';

/** Which FPGA, how the selected cell sits on it, and how many cells fit. */
export function DevicePanel({ grid }: { grid: Grid }) {
  const design = useStore((s) => s.design);
  const edit = useStore((s) => s.edit);
  const cell = useSelectedCell(grid);
  const sentence = fitSentence(grid.cells);
  const around = aroundWarning(design, cell, grid.device);
  return (
    <section className={styles.section} aria-labelledby="device-title">
      <h2 id="device-title">
        Device <span className={styles.cell}>with {cellName(cell)}</span>
      </h2>
      <select
        aria-label="Device"
        value={design.device}
        onChange={(event) => edit({ device: event.target.value })}
      >
        {Object.values(DEVICES).map(({ id, boards }) => (
          <option key={id} value={id}>
            {[id, boards.join(', ')].filter(Boolean).join(' · ')}
          </option>
        ))}
      </select>
      <Meters
        used={cell.estimate.total}
        device={grid.device}
        fit={cell.fit}
        explanations={cell.estimate.totalExplanations}
        why={cell.estimate.notModelled.join(' ')}
      />
      <p className={styles.hint}>
        {sentence.before} {sentence.binding && <b>{sentence.binding}</b>} {sentence.after}
      </p>
      {!grid.cells.every((c) => c.fit.fits) && (
        <p className={styles.hint}>{countsSentence(grid.counts, grid.cells.length)}</p>
      )}
      {around && <p className={styles.warning}>{around}</p>}
      <WhatFits />
    </section>
  );
}
