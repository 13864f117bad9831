import { SHARED_EPOCHS } from '../../engine/shared/recipe';
import { plural } from '../../state/messages';
import type { PreviewBasis } from '../../state/preview-basis';

/** How far previews were from trainings of the cells' own, on MNIST. */
interface MeasuredError {
  network: string;
  inputBits: number;
  loss: PreviewBasis['terms']['loss'];
  epochs: number;
  sharedEpochs: number;
  words: string;
}

/** Measured against the reference atlas; docs/training.md, "Preview". */
const MEASURED: readonly MeasuredError[] = [
  {
    network: 'tfc',
    inputBits: 1,
    loss: 'cross-entropy',
    epochs: 10,
    sharedEpochs: SHARED_EPOCHS.quick,
    words: 'mean absolute error 0.1 to 0.2 points, rank correlation 0.91 to 0.93 over three seeds',
  },
  {
    network: 'sfc',
    inputBits: 1,
    loss: 'cross-entropy',
    epochs: 20,
    sharedEpochs: SHARED_EPOCHS.quick,
    words: 'mean absolute error 0.2 points, rank correlation 0.74 of one seed',
  },
  {
    network: 'cnn',
    inputBits: 8,
    loss: 'cross-entropy',
    epochs: 5,
    sharedEpochs: SHARED_EPOCHS.quick,
    words: 'mean absolute error 0.3 points, rank correlation 0.69 of one seed',
  },
];

/** The error of a preview on that data, as far as it was measured: what was measured nearest to it, and what is other. */
export function previewError({ terms, sharedEpochs, rough }: PreviewBasis, datasetId: string): string {
  if (rough) return 'not measured: these are rough scores on a few hundred validation images';
  const wanted = { ...terms, sharedEpochs };
  const known = MEASURED.filter(({ network }) => network === terms.network);
  if (known.length === 0) return `not measured for ${terms.network.toUpperCase()}`;
  const same = known.find((one) =>
    (['inputBits', 'loss', 'epochs', 'sharedEpochs'] as const).every((term) => one[term] === wanted[term]),
  );
  const exact = same !== undefined && datasetId === 'mnist' && terms.start === 'scratch';
  const { epochs, sharedEpochs: shared, words } = same ?? known[0];
  const of = `${terms.network.toUpperCase()} on MNIST, ${plural(epochs, 'epoch')} from random weights, ${plural(shared, 'shared epoch')}`;
  return exact
    ? `${words}, against the cells’ own trainings of the reference atlas (${of})`
    : `not measured for these terms; measured for ${of}: ${words}`;
}
