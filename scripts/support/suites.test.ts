import { describe, expect, it } from 'vitest';
import { add, sumLine, tallyPlaywright, tallyVitest } from './suites.ts';

describe('the sum of the suites', () => {
  it('counts a file that broke before its first test', () => {
    const report = {
      numPassedTests: 7,
      numFailedTests: 0,
      numPendingTests: 1,
      numTodoTests: 0,
      testResults: [
        { status: 'failed', assertionResults: [] },
        { status: 'passed', assertionResults: [{}] },
      ],
    };
    expect(tallyVitest(report)).toEqual({ passed: 7, failed: 1, skipped: 1 });
  });

  it('counts what passed only when repeated as failed', () => {
    const report = { stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 } };
    expect(tallyPlaywright(report)).toEqual({ passed: 3, failed: 2, skipped: 2 });
  });

  it('ends in one plain line', () => {
    const all = add({ passed: 1, failed: 0, skipped: 0 }, { passed: 2, failed: 0, skipped: 0 });
    expect(sumLine(all)).toBe('3 passed, 0 failed');
    expect(sumLine({ ...all, skipped: 4 })).toBe('3 passed, 0 failed, 4 skipped');
  });
});
