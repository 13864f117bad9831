import { describe, expect, it } from 'vitest';
import { playwrightCounts, sum, summary, vitestCounts } from './counts.mjs';

describe('counts', () => {
  it('counts a test file that did not load as one failure', () => {
    const report = {
      numPassedTests: 3,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 0,
      testResults: [
        { status: 'failed', assertionResults: [] },
        { status: 'failed', assertionResults: [{ status: 'failed' }] },
        { status: 'passed', assertionResults: [{ status: 'passed' }] },
      ],
    };
    expect(vitestCounts(report)).toEqual({ passed: 3, failed: 2, skipped: 2 });
  });

  it('counts a flaky end-to-end test as failed', () => {
    const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 } };
    expect(playwrightCounts(report)).toEqual({ passed: 5, failed: 2, skipped: 2 });
  });

  it('names skipped tests only when there are any', () => {
    const counts = { passed: 2, failed: 0, skipped: 0 };
    expect(summary(counts)).toBe('2 passed, 0 failed');
    expect(summary(sum([counts, { passed: 0, failed: 1, skipped: 1 }]))).toBe(
      '2 passed, 1 failed, 1 skipped',
    );
  });
});
