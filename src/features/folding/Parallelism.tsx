import { estimatorOf } from '../../core/hardware/estimators';
import { type GridCell, hardwareOf } from '../../state/grid';
import { useStore } from '../../state/store';
import { FoldingEditor } from './FoldingEditor';
import { ReuseEditor } from './ReuseEditor';

/**
 * How parallel the layers are: by PE and SIMD, or by a reuse factor. Both where the chosen estimator has a reuse factor
 * and refuses the network as it is, since another strategy may be what it takes; the estimates are then FINN's.
 */
export function Parallelism({ cell }: { cell: GridCell }) {
  const design = useStore((s) => s.design);
  return (
    <>
      {estimatorOf(design.estimator).reuse && <ReuseEditor cell={cell} />}
      {!hardwareOf(design).estimator.reuse && <FoldingEditor cell={cell} />}
    </>
  );
}
