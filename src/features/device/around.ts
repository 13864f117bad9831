import type { Design } from '../../core/design/design';
import type { Estimate } from '../../core/hardware/estimate';
import { estimatorOf } from '../../core/hardware/estimators';
import { explainWhole } from '../../core/hardware/whole-explain';
import type { GridCell } from '../../state/grid';
import { designPrecision, designTopology } from '../../state/recipes';

/** What the figures of a cell, the bars of a device and the fit count. */
export interface Counted {
  explanations: Estimate['totalExplanations'];
  /** In words; null where only the layers are modelled. */
  scope: string | null;
}

const SCOPE = 'All figures count the windows, FIFOs and width converters around the layers too.';

/** The layers, and where the estimator models it everything around them. */
export function countedOf(design: Design, cell: GridCell): Counted {
  const { chain } = estimatorOf(cell.estimate.estimator);
  if (!chain) return { explanations: cell.estimate.totalExplanations, scope: null };
  const request = { topology: designTopology(design), precision: designPrecision(design, cell) };
  return { explanations: explainWhole(cell.estimate, chain(request, cell.estimate)), scope: SCOPE };
}
