import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AtlasTerms } from '../../src/core/atlas/atlas';
import { type CellPosition, cellKey } from '../../src/core/precision';
import { coarseToFine } from '../../src/core/space/order';
import type { Part, RunPlan } from './runs';
import { missingCells, readPart } from './work-folder';

/** Where and how to train. */
export interface TrainingPlan {
  plans: readonly RunPlan[];
  /** Folder of the results, trained cells and checkpoints. */
  work: string;
  /** Folder with the four files of MNIST. */
  mnist: string;
  /** Processes at a time. */
  jobs: number;
}

/** One `bitscape sweep`: what messages call it, and its arguments. */
export interface Sweep {
  name: string;
  args: readonly string[];
}

/** The sweeps of each process: its share of the cells that each part lacks, the corners of the grid first. */
export async function sweepsOf({ plans, work, mnist, jobs }: TrainingPlan): Promise<Sweep[][]> {
  const queues: Sweep[][] = Array.from({ length: jobs }, () => []);
  for (const { terms, parts, cells } of plans) {
    for (const part of parts) {
      const missing = coarseToFine(missingCells(cells, await readPart(work, part, terms)));
      const owner = (cell: CellPosition) =>
        queues.findIndex((_, i) => isBegun(work, partFile(part, i), cell));
      const free = missing.filter((cell) => owner(cell) < 0);
      for (const [i, queue] of queues.entries()) {
        const begun = missing.filter((cell) => owner(cell) === i);
        const share = [...begun, ...free.filter((_, at) => at % jobs === i)];
        if (share.length === 0) continue;
        const name = partFile(part, i);
        const args = [
          ...termArgs(terms, part.seed, share),
          '--data',
          mnist,
          '--out',
          join(work, `${name}.json`),
        ];
        queue.push({ name, args: ['sweep', ...args] });
      }
    }
  }
  return queues;
}

/** Name of the results of a process's share, without ".json". */
const partFile = ({ name }: Part, process: number): string => `${name}-${process + 1}`;

/** Whether that sweep has a checkpoint of the cell (docs/cli.md), from which it alone goes on. */
const isBegun = (work: string, name: string, cell: CellPosition): boolean =>
  existsSync(join(work, `${name}.cells`, `${cellKey(cell)}.json.checkpoint`));

const termArgs = (
  { network, inputBits, epochs }: AtlasTerms,
  seed: number,
  cells: readonly CellPosition[],
): string[] => [
  ...['--network', network, '--input-bits', `${inputBits}`, '--epochs', `${epochs}`, '--seed', `${seed}`],
  ...['--cells', cells.map(cellKey).join(',')],
];
