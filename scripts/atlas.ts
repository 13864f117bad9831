/**
 * The reference atlas, `npm run atlas -- [options]`: trains every run of scripts/atlas/runs.ts on real MNIST
 * ($BITSCAPE_MNIST_DIR) with `bitscape sweep`, then assembles public/atlas and the tables of docs/reproduction.md.
 * See docs/atlas.md.
 */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BitscapeError, messageOf } from '../src/core/errors';
import { assemble } from './atlas/assemble';
import { PUBLIC_ATLAS } from './atlas/published';
import { writeReproduction } from './atlas/reproduction';
import { RUNS } from './atlas/runs';
import { trainAtlas } from './atlas/train';

const HELP = `Usage: npm run atlas -- [options]

Trains what the reference atlas lacks and assembles it. Run again, it goes on.

  --work <folder>   results, trained cells and checkpoints (default: atlas-work)
  --runs <ids>      only these: ${RUNS.map(({ id }) => id).join(',')}
  --jobs N          sweeps at a time (default: one per core, ${availableParallelism()} here)
  --assemble        train nothing
  --facts           only write the tables of docs/reproduction.md anew
  --out <folder>    the atlas (default: public/atlas; the tables are made of that alone)
  --date <day>      day that runs which change are dated with (default: today)
`;

const fail = (message: string): never => {
  throw new BitscapeError('BadOption', message, 'atlas');
};

function options() {
  const { values } = parseArgs({
    options: {
      work: { type: 'string', default: 'atlas-work' },
      runs: { type: 'string' },
      jobs: { type: 'string', default: `${availableParallelism()}` },
      assemble: { type: 'boolean', default: false },
      facts: { type: 'boolean', default: false },
      out: { type: 'string', default: PUBLIC_ATLAS },
      date: { type: 'string', default: new Date().toISOString().slice(0, 10) },
      help: { type: 'boolean', default: false },
    },
  });
  if (!/^\d{4}-\d{2}-\d{2}$/.test(values.date))
    fail(`--date ${values.date}: it must be a day such as 2030-12-31`);
  if (!/^[1-9]\d?$/.test(values.jobs)) fail(`--jobs ${values.jobs}: it must be a whole number from 1 to 99`);
  return { ...values, out: resolve(values.out) };
}

/** The plans of `--runs`; all without it. */
function chosenRuns(text: string | undefined) {
  const ids = text?.split(',');
  const unknown = ids?.find((id) => !RUNS.some((plan) => plan.id === id));
  if (unknown !== undefined) {
    fail(`--runs: there is no run "${unknown}"; it must be of ${RUNS.map(({ id }) => id).join(', ')}`);
  }
  return RUNS.filter(({ id }) => ids?.includes(id) ?? true);
}

async function main(): Promise<void> {
  const { help, facts, assemble: only, work, runs, jobs, out, date } = options();
  if (help) return console.log(HELP);
  const note = (line: string) => console.error(line);
  if (!facts) {
    const plans = chosenRuns(runs);
    if (!only) {
      const mnist = process.env.BITSCAPE_MNIST_DIR ?? fail('set BITSCAPE_MNIST_DIR to the folder of MNIST');
      await trainAtlas({ plans, work, mnist, jobs: Number(jobs) }, note);
    }
    await assemble({ plans: RUNS, work, out, date }, note);
  }
  if (out === PUBLIC_ATLAS) await writeReproduction();
}

main().catch((error: unknown) => {
  console.error(error instanceof BitscapeError ? `atlas: ${error.name}: ${messageOf(error)}` : error);
  process.exitCode = 1;
});
