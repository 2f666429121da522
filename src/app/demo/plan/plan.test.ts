import { beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '#testing';
import { addDays, localDate, negateDong, sumDong, todayIn, yearOf } from '#kernel';
import { installSampleNorms } from '#law/server';
import { states } from '#projects';
import { CAST_PROVINCE } from '../cast.ts';
import { groundsOf } from '../make/grounds.ts';
import { planProvince } from './plan.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await installSampleNorms(database.owner, CAST_PROVINCE);
});

/** Days spread over the year, with year ends, a Sunday, and Tết among them. */
const days = [
  ...Array.from({ length: 20 }, (_, i) => addDays(localDate('2026-03-02'), i * 18)),
  ...['2026-01-01', '2026-12-31', '2027-02-07', '2027-01-05', '2026-11-22'].map(localDate),
];

describe('the plan of the sample province', () => {
  it.each(days)('holds on %s', async (day) => {
    const now = new Date(`${day}T00:30:00+07:00`);
    const grounds = await groundsOf(database.db, now, {});
    const { projects, money } = planProvince(grounds);

    expect(new Set(projects.map((p) => p.until)).size).toBe(states.length);
    expect(new Set(projects.map((p) => `${p.workshop} ${p.title}`)).size).toBe(projects.length);
    const funds = new Map(money.funds.map((fund) => [fund.key, fund]));
    for (const project of projects) {
      const times = [project.draft.at, ...project.acts.map((act) => act.at)].map((at) => at.getTime());
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times.at(-1)).toBeLessThan(now.getTime());
      const planned = project.acts.find((act) => act.event === 'approve_plan');
      if (planned) {
        const fund = funds.get(project.fund!);
        expect(yearOf(todayIn(planned.at))).toBe(fund?.fiscalYear);
        expect(fund!.openedAt.getTime()).toBeLessThan(planned.at.getTime());
      }
    }
    for (const fund of money.funds) {
      const given = fund.decisions.map((d) => (d.kind === 'cut' ? negateDong(d.amount) : d.amount));
      const drawn = sumDong(projects.filter((p) => p.fund === fund.key).map((p) => p.amounts.planned));
      expect(sumDong(given)).toBeGreaterThan(drawn);
    }
  });
});
