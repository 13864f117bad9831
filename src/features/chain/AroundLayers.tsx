import { useMemo, useState } from 'react';
import type { Chain } from '../../core/hardware/chain';
import type { Estimate } from '../../core/hardware/estimate';
import { estimatorOf } from '../../core/hardware/estimators';
import { streamsOf } from '../../core/hardware/stream/streams';
import type { GridCell } from '../../state/grid';
import { designPrecision, designTopology } from '../../state/recipes';
import { useStore } from '../../state/store';
import { Simulated } from './Simulated';
import { ChainDetails } from './View';

/** The rest of a cell's hardware, where the estimator models it; simulated when a person opens it. */
export function AroundLayers({ cell }: { cell: GridCell }) {
  const { chain } = estimatorOf(cell.estimate.estimator);
  return chain ? <Around cell={cell} chain={chain} /> : null;
}

function Around({ cell, chain }: { cell: GridCell; chain: (request: Request, estimate: Estimate) => Chain }) {
  const [open, setOpen] = useState(false);
  const design = useStore((s) => s.design);
  const { estimate, weightBits, activationBits } = cell;
  const precision = designPrecision(design, { weightBits, activationBits });
  const request = { topology: designTopology(design), precision };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the estimate is new with every request
  const streams = useMemo(() => (open ? streamsOf(request, estimate) : null), [open, estimate]);
  return (
    <ChainDetails chain={chain(request, estimate)} streams={streams} onOpen={setOpen}>
      {streams && <Simulated streams={streams} clockMhz={estimate.clockMhz} />}
    </ChainDetails>
  );
}

type Request = Parameters<typeof streamsOf>[0];
