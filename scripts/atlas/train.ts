import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { BitscapeError } from '../../src/core/errors';
import { type Sweep, sweepsOf, type TrainingPlan } from './sweeps';

const BITSCAPE = fileURLToPath(new URL('../../bin/bitscape.mjs', import.meta.url));

/** What `bitscape` returns after Ctrl-C (docs/cli.md). */
const INTERRUPTED = 130;

/**
 * Trains what the work folder lacks; each process takes its share of every part in turn. Called again it goes on,
 * with any number of processes. @throws BitscapeError "Interrupted" after Ctrl-C, "SweepFailed" when all have ended.
 */
export async function trainAtlas(plan: TrainingPlan, note: (line: string) => void): Promise<void> {
  mkdirSync(plan.work, { recursive: true });
  const queues = await sweepsOf(plan);
  const running = new Set<ChildProcess>();
  let stopped = false;
  // Children of a terminal get its Ctrl-C themselves; a second signal does them no harm.
  const stop = () => {
    stopped = true;
    for (const child of running) child.kill('SIGINT');
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    const failures = await Promise.all(
      queues.map(async (queue) => {
        let failed = 0;
        for (const sweep of queue) {
          if (stopped) break;
          const status = await runSweep(sweep, running, note);
          if (status === INTERRUPTED) stopped = true;
          else if (status !== 0) failed++;
        }
        return failed;
      }),
    );
    if (stopped) throw problem('Interrupted', 'stopped; run the same command again to go on');
    const failed = failures.reduce((sum, count) => sum + count, 0);
    if (failed > 0)
      throw problem('SweepFailed', `${failed} sweeps failed as said above; run the command again`);
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

/** Exit status of the sweep; its messages are noted with its name. */
async function runSweep(
  { name, args }: Sweep,
  running: Set<ChildProcess>,
  note: (line: string) => void,
): Promise<number> {
  const child = spawn(process.execPath, [BITSCAPE, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  running.add(child);
  createInterface({ input: child.stderr }).on('line', (line) => note(`${name}: ${line}`));
  const status = await new Promise<number>((ended, failed) => {
    child.on('error', failed).on('close', (code) => ended(code ?? INTERRUPTED));
  });
  running.delete(child);
  return status;
}

const problem = (name: string, message: string): BitscapeError =>
  new BitscapeError(name, message, 'training');
