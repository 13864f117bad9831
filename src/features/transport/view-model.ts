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
