import { describe, expect, it } from 'vitest';
import { percentile, runLoad } from './load.ts';

describe('runLoad', () => {
  it('keeps as many calls under way as there are callers, and counts errors apart', async () => {
    let underWay = 0;
    let most = 0;
    const result = await runLoad({
      callers: 3,
      seconds: 0.2,
      call: async (caller) => {
        most = Math.max(most, ++underWay);
        await new Promise((resolve) => setTimeout(resolve, 5));
        underWay--;
        if (caller === 2) throw new Error('refused');
      },
    });
    expect(most).toBe(3);
    expect(result.errors).toBeGreaterThan(0);
    expect(result.calls).toBeGreaterThan(result.errors);
    expect(result.p50).toBeGreaterThanOrEqual(4);
    expect(result.p99).toBeGreaterThanOrEqual(result.p50);
  });
});

describe('percentile', () => {
  it('is the nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, at) => at + 1);
    expect([0.5, 0.95, 0.99, 1].map((p) => percentile(hundred, p))).toEqual([50, 95, 99, 100]);
    expect(percentile([], 0.5)).toBe(0);
  });
});
