import { useState } from 'react';
import { cellName } from '../../core/precision';
import { type Grid, useSelectedCell } from '../../state/grid';
import { useStore } from '../../state/store';
import { Meters } from '../meters/View';
import { AddDevice } from './AddDevice';
import { countedOf } from './around';
import { DeviceMenu } from './DeviceMenu';
import styles from './device.module.css';
import { OwnDevice } from './OwnDevice';
import { countsSentence, fitSentence } from './view-model';
import { WhatFits } from './WhatFits';

/** Which FPGA, how the selected cell sits on it, and how many cells fit. */
export function DevicePanel({ grid }: { grid: Grid }) {
  const design = useStore((s) => s.design);
  const [adding, setAdding] = useState(false);
  const cell = useSelectedCell(grid);
  const sentence = fitSentence(grid.cells);
  const { explanations, scope } = countedOf(design, cell);
  return (
    <section className={styles.section} aria-labelledby="device-title">
      <h2 id="device-title">
        Device <span className={styles.cell}>with {cellName(cell)}</span>
      </h2>
      <DeviceMenu onAdd={() => setAdding(true)} />
      {adding && <AddDevice onDone={() => setAdding(false)} />}
      {design.ownDevice && <OwnDevice device={design.ownDevice} />}
      <Meters
        used={cell.fit.used}
        device={grid.device}
        fit={cell.fit}
        explanations={explanations}
        why={cell.estimate.notModelled.join(' ')}
      />
      <p className={styles.hint}>
        {sentence.before} {sentence.binding && <b>{sentence.binding}</b>} {sentence.after}
      </p>
      {!grid.cells.every((c) => c.fit.fits) && (
        <p className={styles.hint}>{countsSentence(grid.counts, grid.cells.length)}</p>
      )}
      {scope && <p className={styles.hint}>{scope}</p>}
      <WhatFits />
    </section>
  );
}
