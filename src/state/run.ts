import { type Beat, createBeat } from './beat';
import { filesOpened, stopLoading } from './data';
import { messageOf } from './messages';
import { loadResults } from './results-load';
import { IDLE_SWEEP, type RunGoal, type SweepStatus } from './session-slice';
import { useStore } from './store';

/** Something that works in the background for a run: a sweep, a shared-weight training. */
export interface RunPart {
  pause(): void;
  resume(): void;
  /** Ends it at once; resolves when nothing of it is held any more. */
  stop(): void | Promise<void>;
}

/** The page's one run: what Pause, Resume and Cancel are about. */
export interface Run {
  /** It was cancelled or has failed: whoever waited for something is to leave without another word. */
  readonly ended: boolean;
  /** Changes its status, unless it has ended. */
  patch(status: Partial<SweepStatus>): void;
  /** Draws progress with the run's next beat; see `Beat`. Nothing is drawn after its end. */
  soon: Beat['soon'];
  /** Pauses, resumes and stops a part with the run. Returns a function that lets go of it. */
  add(part: RunPart): () => void;
}

let current: { parts: Set<RunPart>; beat: Beat; end(): void } | null = null;

/** Status of the run as the page shows it. */
const patchStatus = (patch: Partial<SweepStatus>): void => {
  const { sweep, updateSession } = useStore.getState();
  updateSession({ sweep: { ...sweep, ...patch } });
};

/**
 * Does the work of a run, unless one goes on already. Resolves when it is over, however it ended; an error ends it and is
 * shown as "`failure`: why".
 */
export async function startRun(
  goal: RunGoal,
  failure: string,
  work: (run: Run) => Promise<void>,
): Promise<void> {
  if (useStore.getState().sweep.state !== 'idle') return;
  const parts = new Set<RunPart>();
  const beat = createBeat();
  let ended = false;
  current = {
    parts,
    beat,
    end() {
      ended = true;
      beat.stop();
    },
  };
  const run: Run = {
    get ended() {
      return ended;
    },
    patch(status) {
      if (!ended) patchStatus(status);
    },
    soon(name, draw) {
      if (!ended) beat.soon(name, draw);
    },
    add(part) {
      parts.add(part);
      if (useStore.getState().sweep.state === 'paused') part.pause();
      return () => parts.delete(part);
    },
  };
  useStore.getState().updateSession({ sweep: { ...IDLE_SWEEP, goal, state: 'running' } });
  try {
    const opening = filesOpened();
    if (opening) await opening;
    if (!ended) await work(run);
    if (!ended) finish();
  } catch (error) {
    if (ended) return;
    useStore.getState().notify('error', `${failure}: ${messageOf(error)}`);
    await cancelRun();
  }
}

export function pauseRun(): void {
  if (useStore.getState().sweep.state !== 'running') return;
  patchStatus({ state: 'paused' });
  for (const part of current?.parts ?? []) part.pause();
}

export function resumeRun(): void {
  if (useStore.getState().sweep.state !== 'paused') return;
  patchStatus({ state: 'running' });
  for (const part of current?.parts ?? []) part.resume();
}

/** Stops at once. Finished epochs of cells stay, so Train goes on from there; unfinished shared weights do not. */
export async function cancelRun(): Promise<void> {
  const ending = current;
  if (!ending || useStore.getState().sweep.state === 'stopping') return;
  ending.end();
  stopLoading();
  patchStatus({ state: 'stopping' });
  await Promise.all([...ending.parts].map((part) => part.stop()));
  finish();
  await loadResults();
}

function finish(): void {
  current?.beat.stop();
  current = null;
  const { updateSession, setLivePreview } = useStore.getState();
  updateSession({ sweep: IDLE_SWEEP });
  setLivePreview(null);
}
