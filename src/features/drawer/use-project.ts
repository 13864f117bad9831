import { useEffect, useState } from 'react';
import type { ExportHooks } from '../../../workers/export-client';
import type { ExportFiles, ExportProgress } from '../../../workers/protocol';
import { messageOf } from '../../state/messages';

/** The generated project of a network. */
export interface Project {
  /** null until it is written. */
  export: ExportFiles | null;
  progress: ExportProgress | null;
  /** Why there is none; '' if nothing is wrong. */
  problem: string;
  isStopped: boolean;
  stop(): void;
  /** Writes it after all. */
  start(): void;
}

type State = Pick<Project, 'export' | 'progress' | 'problem' | 'isStopped'> & { key: string | null };

const fresh = (key: string | null): State => ({
  key,
  export: null,
  progress: null,
  problem: '',
  isStopped: false,
});

/**
 * Writes a project in a worker, anew whenever `key` changes: all that the code depends on. null: no project is wanted.
 * An older one is dropped at once, and its worker ended.
 */
export function useProject(
  key: string | null,
  generate: (hooks: ExportHooks) => Promise<ExportFiles>,
): Project {
  const [state, setState] = useState<State>(() => fresh(key));
  const [attempt, setAttempt] = useState(0);
  const [running, setRunning] = useState<AbortController | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` starts it again; what it writes is told by `key`
  useEffect(() => {
    setState(fresh(key));
    if (key === null) return;
    const stop = new AbortController();
    let ended = false;
    const change = (patch: Partial<State>) => ended || setState((now) => ({ ...now, ...patch }));
    setRunning(stop);
    generate({ signal: stop.signal, onProgress: (progress) => change({ progress }) }).then(
      (written) => change({ export: written }),
      (error) => change(stop.signal.aborted ? { isStopped: true } : { problem: messageOf(error) }),
    );
    return () => {
      ended = true;
      stop.abort();
    };
  }, [key, attempt]);
  const now = state.key === key ? state : fresh(key);
  return { ...now, stop: () => running?.abort(), start: () => setAttempt((n) => n + 1) };
}
