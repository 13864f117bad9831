import { cyclesOf, wordsOut } from './firings';
import { type Line, type Run, simulate } from './simulate';

/** Cycles between images of a line that runs on and on. */
export interface Interval {
  ii: number;
  /** False where the simulation ended before the line had settled: `ii` is then the mean of its second half. */
  settled: boolean;
}

/** Images that come at a fixed pace. */
export interface Paced {
  /** Whether the line keeps the pace for ever. */
  sustained: boolean;
  run: Run;
}

/** Firings after which a simulation ends. */
const BUDGET = 3_000_000;

/** Cycles of the slowest node: no line is faster. */
export const slowestOf = ({ nodes }: Line): number =>
  Math.max(...nodes.map(({ firings }) => cyclesOf(firings)));

/**
 * A few images, one every `pace` cycles. Where every firing comes one pace after its like in the image before, for as many
 * images as the line remembers, this goes on for ever: its firings depend on nothing else.
 */
export function atPace(line: Line, pace: number): Paced {
  const images = memoryOf(line) + 3;
  const run = simulate(line, images, pace);
  return { run, sustained: isPeriodic(line, run, images, pace) };
}

/** Cycles between images that are always there: they are run until every node keeps one pace. */
export function intervalOf(line: Line): Interval {
  const perImage = line.nodes.reduce((sum, { firings }) => sum + firings.idle.length, 0);
  for (let images = memoryOf(line) + 4; ; images *= 2) {
    const run = simulate(line, images);
    const ends = run.ends[run.ends.length - 1];
    const ii = ends[images - 1] - ends[images - 2];
    if (isPeriodic(line, run, images, ii)) return { ii, settled: true };
    if (2 * images * perImage > BUDGET) {
      const half = images >> 1;
      return { ii: (ends[images - 1] - ends[half - 1]) / (images - half), settled: false };
    }
  }
}

/** Whether every firing of the last images came `pace` cycles after its like; none ever comes earlier than that. */
function isPeriodic(line: Line, { ends, sums }: Run, images: number, pace: number): boolean {
  const from = images - memoryOf(line) - 1;
  return line.nodes.every(({ firings }, i) => {
    for (let n = from; n < images; n++) {
      if (ends[i][n] - ends[i][n - 1] !== pace) return false;
      if (sums[i][n] - sums[i][n - 1] !== pace * firings.idle.length) return false;
    }
    return true;
  });
}

/** Images back on which a firing can depend: those of which a FIFO can hold words, and the one before. */
const memoryOf = ({ nodes, depths }: Line): number =>
  depths.reduce((most, depth, i) => {
    const images = Number.isFinite(depth) ? Math.ceil(depth / wordsOut(nodes[i].firings)) : 0;
    return Math.max(most, images);
  }, 1);
