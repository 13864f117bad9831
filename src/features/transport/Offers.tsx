import type { Design } from '../../core/design/design';
import { cellKey, cellsOf } from '../../core/precision';
import { plural } from '../../state/messages';
import { type PreviewOffer, usePreviewOffer } from '../../state/preview-offer';
import { startPreview } from '../../state/preview-run';
import { useStore } from '../../state/store';
import { startTraining } from '../../state/training';
import { warmUp } from '../../state/warm';
import styles from './transport.module.css';

const PREVIEW_LABELS: Readonly<Record<PreviewOffer['kind'], string>> = {
  new: 'Preview',
  level: 'Preview',
  longer: 'Preview again, 3× longer',
};

const START_WORDS: Readonly<Record<Design['start'], string>> = {
  scratch: 'from random weights',
  shared: 'from the shared weights',
};

/** What can be started: training the chosen cells, previewing all of them. */
export function Offers() {
  const missing = useMissingCells();
  const offer = usePreviewOffer();
  const hint = useHint(missing, offer);
  return (
    <>
      <button
        type="button"
        data-kind="primary"
        disabled={missing === 0}
        onPointerEnter={warmUp}
        onFocus={warmUp}
        onClick={() => void startTraining()}
      >
        {missing === 0 ? 'All trained' : `Train ${plural(missing, 'cell')}`}
      </button>
      {offer && (
        <button
          type="button"
          onPointerEnter={warmUp}
          onFocus={warmUp}
          onClick={() => void startPreview(offer.epochs)}
        >
          {PREVIEW_LABELS[offer.kind]}
        </button>
      )}
      <span className={styles.dim}>{hint}</span>
    </>
  );
}

/** One line on what the buttons do. */
function useHint(missing: number, offer: PreviewOffer | null): string {
  const { epochs, start } = useStore((s) => s.design);
  const halfDone = useStore((s) => Object.values(s.results).filter((r) => r.status === 'partial').length);
  if (halfDone > 0 && missing > 0)
    return `${plural(halfDone, 'cell')} half trained: Train goes on after the last finished epoch.`;
  if (offer?.kind === 'level')
    return `There is a preview; it lacks its level, a cell trained for ${plural(epochs, 'epoch')}.`;
  const preview =
    offer?.kind === 'new'
      ? 'Preview estimates all 64 cells from one training of weights that they share.'
      : '';
  const train = missing > 0 ? `Train trains each cell on its own, ${START_WORDS[start]}.` : '';
  return [preview, train].filter(Boolean).join(' ');
}

/** How many cells of the chosen sub-grid have no finished network. */
function useMissingCells(): number {
  const weights = useStore((s) => s.design.weights);
  const activations = useStore((s) => s.design.activations);
  const results = useStore((s) => s.results);
  return cellsOf(weights, activations).filter((cell) => results[cellKey(cell)]?.status !== 'done').length;
}
