import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from './trainer';
import { CONTRACT_CHECKS } from './trainer-checks';

/** The suite that every engine must pass: `trainer-checks.ts` as Vitest tests. */
export function trainerContract(name: string, openEngine: () => Promise<Engine>): void {
  describe(`${name} keeps the Trainer contract`, () => {
    let engine: Engine;
    beforeAll(async () => {
      engine = await openEngine();
    });
    for (const check of CONTRACT_CHECKS) {
      it(check.name, async () => {
        await expect(check.run(engine)).resolves.toBeTypeOf('string');
      });
    }
  });
}
