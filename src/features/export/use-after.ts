import { useEffect, useState } from 'react';

/** True once `active` has been so for that long, in milliseconds; false again when it ends. */
export function useAfter(active: boolean, delay: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!active) return;
    const timer = setTimeout(() => setLate(true), delay);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [active, delay]);
  return active && late;
}

/** After how long something that goes on gets a button to stop it, in milliseconds. */
export const STOP_AFTER = 1000;
