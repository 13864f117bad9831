import type { AtlasTerms } from '../core/atlas/atlas';
import type { Design } from '../core/design/design';
import type { Anchor, Level } from '../core/preview/calibrate';

/** What the accuracies of a preview were estimated from. */
export interface PreviewBasis {
  /** While the weights are trained: shared accuracies on a few hundred validation images, noise taken out, no more. */
  rough: boolean;
  /** Epochs of the shared weights, together for all cells. */
  sharedEpochs: number;
  /** Cells that were trained on their own, and the level that they set; none and null until there is one. */
  anchors: readonly Anchor[];
  level: Level | null;
  /** By `cellKey`, 0..1: of the networks made from the shared weights, and without the noise. */
  shared: Readonly<Record<string, number>>;
  smoothed: Readonly<Record<string, number>>;
  /** The trainings of their own that the preview stands for. */
  terms: AtlasTerms & Pick<Design, 'start'>;
}
