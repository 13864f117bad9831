import { gapOf, type RunFacts } from './run-facts';

/** Whether the best and the worst cell of one seed are closer after the longer of two runs of a network. */
export interface LongerRun {
  network: string;
  seed: number;
  gaps: readonly { id: string; epochs: number; gap: number }[];
  holds: boolean;
}

/** The networks with runs of several lengths, at the first seed that these share. */
export function longerRuns(all: readonly RunFacts[]): LongerRun[] {
  const networks = [...new Set(all.map(({ network }) => network))];
  return networks.flatMap((network): LongerRun[] => {
    const runs = all.filter((run) => run.network === network).sort((a, b) => a.epochs - b.epochs);
    const seed = runs[0].seeds.find((candidate) => runs.every(({ seeds }) => seeds.includes(candidate)));
    if (runs.length < 2 || seed === undefined) return [];
    const gaps = runs.map((run) => ({ id: run.id, epochs: run.epochs, gap: gapOf(run, { seeds: [seed] }) }));
    return [{ network, seed, gaps, holds: gaps[gaps.length - 1].gap < gaps[0].gap }];
  });
}
