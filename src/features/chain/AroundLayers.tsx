import { estimatorOf } from '../../core/hardware/estimators';
import type { GridCell } from '../../state/grid';
import { designPrecision, designTopology } from '../../state/recipes';
import { useStore } from '../../state/store';
import { ChainDetails } from './View';

/** The rest of a cell's hardware, where the estimator models it. */
export function AroundLayers({ cell: { estimate, weightBits, activationBits } }: { cell: GridCell }) {
  const design = useStore((s) => s.design);
  const { chain } = estimatorOf(estimate.estimator);
  if (!chain) return null;
  const precision = designPrecision(design, { weightBits, activationBits });
  return <ChainDetails chain={chain({ topology: designTopology(design), precision }, estimate)} />;
}
