import type { SweepStatus } from '../../state/session-slice';

/** Seconds as a person reads them: "48 s", "3:05 min", "1:20 h". */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const pad = (n: number) => String(n).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)}:${pad(whole % 60)} min`;
  return `${Math.floor(whole / 3600)}:${pad(Math.floor((whole % 3600) / 60))} h`;
}

/** "0:40 to 1:10 min left"; one figure when both ends read the same. */
export function timeLeft(secondsLeft: SweepStatus['secondsLeft']): string {
  if (!secondsLeft) return '';
  const [low, high] = [duration(secondsLeft.low), duration(secondsLeft.high)];
  return low === high ? `${low} left` : `${low} to ${high} left`;
}

/** "12,300 images/s", nothing while unknown. */
export const speed = (imagesPerSecond: number): string =>
  imagesPerSecond > 0 ? `${Math.round(imagesPerSecond).toLocaleString('en')} images/s` : '';

/** Where a run stands, in words and as a bar. */
export interface RunView {
  bar: { value: number; max: number; label: string };
  /** "3 of 64 cells", "shared weights 43 %, then 64 cells", "preview: shared weights 43 %", "INT8: step 2 of 5, PTQ". */
  words: string;
  /** "12,300 images/s", or what it does instead. */
  activity: string;
  /** "0:40 to 1:10 min left"; empty while unknown. */
  left: string;
  /** What computes: one name, or two where shared weights and cells are trained on different ones. */
  engine: string;
}

/** What the bar says of a run; `loading`: its data is not there yet. */
export function runView(sweep: SweepStatus, engineLabel: string | null, loading: boolean): RunView {
  const { shared, state } = sweep;
  const running = state === 'running';
  return {
    bar: barOf(sweep),
    words: runWords(sweep),
    activity: state === 'paused' ? 'paused' : activityOf(sweep, loading),
    left: running ? timeLeft(laterOf(shared?.secondsLeft ?? null, sweep.secondsLeft)) : '',
    engine: [...new Set([shared?.engine, engineLabel])].filter(Boolean).join(', '),
  };
}

function barOf({ goal, step, shared, cellsDone, cells }: SweepStatus): RunView['bar'] {
  if (goal === 'compress') return { value: step?.share ?? 0, max: 1, label: 'Steps run' };
  if (shared) return { value: shared.share, max: 1, label: 'Shared weights trained' };
  return { value: cellsDone, max: Math.max(cells, 1), label: 'Cells trained' };
}

function runWords({ goal, shared, step, cellsDone, cells }: SweepStatus): string {
  if (goal === 'compress') return step?.words ?? '';
  const done = `${Math.floor(cellsDone)} of ${cells} cells`;
  const weights = shared ? `shared weights ${Math.floor(100 * shared.share)} %` : '';
  if (goal === 'train') return shared ? `${weights}, then ${cells} cells` : done;
  const level = cells > 0 ? `${done} for its level` : 'starting';
  return `preview: ${weights || level}`;
}

function activityOf({ goal, shared, step, imagesPerSecond }: SweepStatus, loading: boolean): string {
  const together = speed(imagesPerSecond + (shared?.imagesPerSecond ?? 0));
  if (together) return together;
  if (loading) return 'getting the data…';
  if (goal === 'compress' && step) return '';
  return shared && shared.share > 0 ? 'measuring the cells…' : 'starting…';
}

type Left = SweepStatus['secondsLeft'];

/** When both of two parts that run at once are done, as far as that is known. */
const laterOf = (a: Left, b: Left): Left =>
  a && b ? { low: Math.max(a.low, b.low), high: Math.max(a.high, b.high) } : (a ?? b);
