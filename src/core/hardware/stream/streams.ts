import type { ChainRequest } from '../chain';
import type { Estimate } from '../estimate';
import { type ChainLine, chainLine } from './chain-line';
import { atPace, intervalOf, slowestOf } from './interval';

/** A FIFO of a chain. */
export interface StreamFifo {
  /** "fifo0". */
  name: string;
  /** Words that it has. */
  depth: number;
  /** Words that are enough for the chain to be as fast as its slowest node; null where no FIFO makes it that fast. */
  enough: number | null;
}

/** How stalls change the speed of a chain, simulated cycle by cycle. */
export interface Streams {
  /** Cycles between images with the FIFOs of the chain. */
  ii: number;
  fps: number;
  /** Cycles between images without any FIFO. */
  iiWithoutFifos: number;
  /** Cycles of the slowest node: no FIFO makes the chain faster. */
  slowest: number;
  /** Cycles from the first word of an image to its class, in an empty chain. */
  latencyCycles: number;
  /** False where a simulation ended before the chain had settled: the interval is then a mean. */
  settled: boolean;
  fifos: StreamFifo[];
}

/** Simulates the chain of an estimated network: milliseconds for an MLP, up to half a second for a CNN. */
export function streamsOf(request: ChainRequest, estimate: Estimate): Streams {
  const line = chainLine(request, estimate);
  const slowest = slowestOf(line);
  const built = atPace(line, slowest);
  const { ii, settled } = built.sustained ? { ii: slowest, settled: true } : intervalOf(line);
  const bare = intervalOf({ ...line, depths: line.depths.map(() => 0) });
  const enough = built.sustained ? built.run.filled : enoughFor(line, slowest);
  return {
    ii,
    fps: (estimate.clockMhz * 1e6) / ii,
    iiWithoutFifos: bare.ii,
    slowest,
    latencyCycles: built.run.ends[line.nodes.length - 1][0],
    settled: settled && bare.settled,
    fifos: line.fifos.flatMap((name, i) =>
      name === null ? [] : [{ name, depth: line.depths[i], enough: enough?.[i] ?? null }],
    ),
  };
}

/** Most words in each FIFO if none were ever full; null if the chain is slower even then. */
function enoughFor(line: ChainLine, pace: number): readonly number[] | null {
  const depths = line.fifos.map((name) => (name === null ? 0 : Number.POSITIVE_INFINITY));
  const { sustained, run } = atPace({ ...line, depths }, pace);
  return sustained ? run.filled : null;
}
