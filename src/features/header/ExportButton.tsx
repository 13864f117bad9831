import { useId } from 'react';
import { cellKey, cellName } from '../../core/precision';
import { exportSelected } from '../../state/export';
import { designTopology } from '../../state/recipes';
import { useStore } from '../../state/store';
import styles from './header.module.css';

/** Takes the selected cell away as HLS C++ and a Vivado project; says beside it, and when pressed, why it cannot. */
export function ExportButton() {
  const id = useId();
  const design = useStore((s) => s.design);
  const trained = useStore((s) => s.results[cellKey(design.selected)]?.cell !== undefined);
  const busy = useStore((s) => s.exporting);
  const notify = useStore((s) => s.notify);
  const convolutional = designTopology(design).layers.some((layer) => layer.kind === 'conv');
  const name = cellName(design.selected);
  const untrained = trained ? null : `Train ${name} to export it`;
  const reason = convolutional ? 'Export covers MLPs so far, not the CNN' : untrained;
  const press = () => {
    if (reason) notify('info', `${reason}.`);
    else if (!busy) void exportSelected();
  };
  return (
    <>
      {reason && (
        <span id={id} className={styles.reason}>
          {reason}
        </span>
      )}
      <button
        type="button"
        data-kind="primary"
        aria-disabled={reason !== null || busy}
        aria-describedby={reason ? id : undefined}
        title={reason ?? 'HLS C++, Vivado scripts and a testbench as .tar.gz'}
        onClick={press}
      >
        {busy ? 'Exporting…' : `Export ${name}`}
      </button>
    </>
  );
}
