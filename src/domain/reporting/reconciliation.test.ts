import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { dong, expectOk } from '#kernel';
import { historyOf, type Resolution } from './history.ts';
import { readHistoryFile } from './history-file.ts';
import { reconcile, summarise } from './reconciliation.ts';
import type { StatedFigure } from './stated-figure.ts';

const figures = expectOk(
  readHistoryFile(readFileSync(path.join(import.meta.dirname, 'reference/nghe-an-2002-2018.csv'), 'utf8')),
);

describe('Nghệ An 2002–2018', () => {
  it('adds up to its headline', () => {
    expect(summarise(figures)).toEqual({
      period: { from: 2002, to: 2018 },
      headline: 70_000_000_000n,
      local: 53_700_000_000n,
      central: 16_300_000_000n,
      yearlyLocal: 60_000_000_000n,
      yearlyCentral: 0n,
    });
    expect(reconcile(figures)[0]).toMatchObject({
      code: 'local_plus_central_equals_headline',
      difference: 0n,
      explanations: [],
    });
  });

  it('leaves 6.3 billion between the years and the local total; 1.8 without the unfinished year', () => {
    expect(reconcile(figures)[1]).toMatchObject({
      code: 'yearly_local_equals_local',
      stated: 53_700_000_000n,
      computed: 60_000_000_000n,
      difference: 6_300_000_000n,
      explanations: ['plan_and_spending_differ', 'last_year_was_not_over', 'rates_are_rounded'],
      detail: { missing: 0, lastYear: 2018, withoutLastYear: 1_800_000_000n },
    });
  });

  it('notes that the central average stands for 14 years, not 17', () => {
    expect(reconcile(figures)[2]).toMatchObject({
      code: 'central_average_over_period',
      stated: 1_160_000_000n,
      computed: 958_823_529n,
      observation: true,
      detail: { years: 17, hundredths: 1405n, from: 2005 },
    });
  });
});

describe('other figures', () => {
  const total = (
    source: 'local' | 'central',
    amount: number,
    average: number | null = null,
  ): StatedFigure => ({
    period: { from: 2002, to: 2003 },
    source,
    kind: 'period_total_stated',
    amount: dong(amount),
    yearlyAverage: average === null ? null : dong(average),
    basis: 'x',
  });
  const year = (from: number, amount: number): StatedFigure => ({
    period: { from, to: from },
    source: 'local',
    kind: 'yearly_stated',
    amount: dong(amount),
    yearlyAverage: null,
    basis: 'x',
  });
  const headline: StatedFigure = { ...total('local', 30), source: 'all', kind: 'headline_stated' };

  it('without a headline have nothing to be held against', () => {
    expect(reconcile([year(2002, 1), total('local', 1)])).toEqual([]);
  });

  it('that miss a year say so first', () => {
    const [check] = reconcile([headline, total('local', 10), year(2002, 4)]);
    expect(check).toMatchObject({
      difference: -6n,
      explanations: ['years_are_missing', 'plan_and_spending_differ', 'rates_are_rounded'],
    });
  });

  it('with a rounded average of the right number of years agree', () => {
    const checks = reconcile([headline, total('local', 1000, 490)]);
    expect(checks[0]).toMatchObject({ code: 'local_average_over_period', difference: 0n });
  });
});

describe('a settlement', () => {
  const settled: Resolution = {
    id: 'x',
    check: 'yearly_local_equals_local',
    stated: dong(53_700_000_000n),
    computed: dong(60_000_000_000n),
    explanation: 'kế hoạch',
    source: 'BC 215',
    resolvedBy: 'Hà',
    resolvedAt: new Date(0),
  };

  it('closes the difference it was given for', () => {
    const { checks } = historyOf(figures, [settled]);
    expect(checks.map((check) => check.state)).toEqual(['agrees', 'resolved', 'open']);
  });

  it('does not close it for other sums', () => {
    const { checks } = historyOf(figures, [{ ...settled, computed: dong(1n) }]);
    expect(checks[1]).toMatchObject({ state: 'open', resolution: null });
  });
});
