import type fc from 'fast-check';
import { vi } from 'vitest';

/** Seconds for each law, with cases drawn anew: `npm run test:laws`. None in `npm test`. */
const seconds = Number(process.env.BITSCAPE_LAW_SECONDS ?? 0);

/** `npm test` tries the same cases in every run, so that it fails by a change and not by luck. */
const parameters =
  seconds > 0
    ? { seed: Date.now(), numRuns: 1_000_000_000, interruptAfterTimeLimit: seconds * 1000 }
    : { seed: 1 };

vi.mock('fast-check', async (original) => {
  const library = await original<{ default: typeof fc }>();
  const assert = <T>(law: fc.IRawProperty<T>, own?: fc.Parameters<T>) =>
    library.default.assert(law, { ...own, ...parameters });
  return { ...library, assert, default: { ...library.default, assert } };
});
