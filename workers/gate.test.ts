import { describe, expect, it } from 'vitest';
import { createGate } from './gate';

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a gate', () => {
  it('lets pass while open', async () => {
    await expect(createGate().pass()).resolves.toBeUndefined();
  });

  it('holds while shut, also after it was open for a moment', async () => {
    const gate = createGate();
    gate.shut();
    gate.shut();
    let passed = false;
    const passing = gate.pass().then(() => {
      passed = true;
    });
    await turn();
    gate.open();
    gate.shut();
    await turn();
    expect(passed).toBe(false);
    gate.open();
    await passing;
    expect(passed).toBe(true);
  });
});
