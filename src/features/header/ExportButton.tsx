import { cellKey, cellName } from '../../core/precision';
import { exportSelected } from '../../state/export';
import { designTopology } from '../../state/recipes';
import { useStore } from '../../state/store';

/** Takes the selected cell away as HLS C++ and a Vivado project; says why when it cannot yet. */
export function ExportButton() {
  const design = useStore((s) => s.design);
  const trained = useStore((s) => s.results[cellKey(design.selected)]?.cell !== undefined);
  const busy = useStore((s) => s.exporting);
  const convolutional = designTopology(design).layers.some((layer) => layer.kind === 'conv');
  const reason = convolutional
    ? 'Export covers MLPs so far, not the CNN'
    : trained
      ? null
      : `Train ${cellName(design.selected)} first: the export holds its weights`;
  return (
    <button
      type="button"
      data-kind="primary"
      disabled={reason !== null || busy}
      title={reason ?? 'HLS C++, Vivado scripts and a testbench as .tar.gz'}
      onClick={() => void exportSelected()}
    >
      {busy ? 'Exporting…' : `Export ${cellName(design.selected)}`}
    </button>
  );
}
