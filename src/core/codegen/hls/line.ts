import type { Plan } from '../plan';
import { adaptersOf, type Joint } from './adapters';
import { type Process, type Side, type Stream, withRoom } from './streams';

/** Processes so far, and how elements go through the stream that the last one fills. */
export interface Line {
  processes: readonly Process[];
  side: Side;
  /** Elements of a vector; what its words hold beyond them is padding. */
  elements: number;
}

/** Elements that the FIFO of a hop has room for, or a whole image in each of its FIFOs. */
export type Room = number | 'image';

/** The stream that the last process fills. */
export const filledBy = ({ processes }: Line): Stream => processes[processes.length - 1].output!;

/** The line with one more process. */
export const extended = (line: Line, process: Process, side: Side, elements: number): Line => ({
  processes: [...line.processes, process],
  side,
  elements,
});

/**
 * The line regrouped into `side` for the unit that reads next: adapters where they are needed, and FIFOs. A number of
 * elements finds its room in the widest stream of the hop, as in FINN's chain: a vector that is read in a burst is there
 * as the reader wants it, and one that is written in a burst finds room as the writer has it.
 */
export function regrouped(plan: Plan, line: Line, side: Side, at: Omit<Joint, 'ii'>, room: Room): Line {
  const adapters = adaptersOf(filledBy(line), line.side, side, { ...at, ii: plan.request.estimate.ii });
  const hop = [line.processes[line.processes.length - 1], ...adapters];
  const widest = Math.max(...hop.map(({ output }) => output!.width));
  const wordsIn = ({ words, width }: Stream): number => {
    if (room === 'image') return words;
    return width === widest ? (room * at.bits) / width : 0;
  };
  const roomy = hop.map((process) => ({
    ...process,
    output: withRoom(process.output!, wordsIn(process.output!)),
  }));
  const elements = (line.elements * line.side.vectors) / side.vectors;
  return { processes: [...line.processes.slice(0, -1), ...roomy], side, elements };
}
