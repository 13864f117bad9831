import { useId } from 'react';
import { cellName } from '../../core/precision';
import { exportSelected, stopExport } from '../../state/export';
import { referenceWords, useExportable } from '../../state/exportable';
import { useStore } from '../../state/store';
import { progressWords } from '../export/progress-words';
import { STOP_AFTER, useAfter } from '../export/use-after';
import styles from './header.module.css';

const CONTENT = 'HLS C++, Vivado scripts and a testbench as .tar.gz';

/**
 * Takes the selected cell away as HLS C++ and a Vivado project. Says beside it what it exports if that is not the
 * person's own training, how far it is if it takes over a second, or why it cannot, which it says again when pressed.
 */
export function ExportButton() {
  const id = useId();
  const design = useStore((s) => s.design);
  const exportable = useExportable();
  const busy = useStore((s) => s.exporting);
  const late = useAfter(busy !== null, STOP_AFTER);
  const notify = useStore((s) => s.notify);
  const name = cellName(design.selected);
  const reason = exportable ? null : `Train ${name} to export it`;
  const words = (busy && late ? progressWords(busy) : null) ?? reason ?? referenceWords(exportable);
  const press = () => {
    if (reason) notify('info', `${reason}.`);
    else if (!busy) void exportSelected();
  };
  return (
    <>
      {words && (
        <span id={id} className={styles.reason}>
          {words}
        </span>
      )}
      <button
        type="button"
        data-kind="primary"
        aria-disabled={reason !== null || busy !== null}
        aria-describedby={words ? id : undefined}
        title={reason ?? [CONTENT, words].filter(Boolean).join(': ')}
        onClick={press}
      >
        {busy ? 'Exporting…' : `Export ${name}`}
      </button>
      {late && busy && (
        <button type="button" title={progressWords(busy)} onClick={stopExport}>
          Stop
        </button>
      )}
    </>
  );
}
