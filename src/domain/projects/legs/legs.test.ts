import { beforeAll, describe, expect, it } from 'vitest';
import {
  act,
  cast,
  CAST_NOW,
  fundWith,
  newWorkshop,
  provincialWay,
  submitted,
  testDatabase,
  type Cast,
  type TestDatabase,
} from '#testing';
import {
  addDays,
  dong,
  expectOk,
  localDate,
  percent,
  percentOf,
  sumDong,
  todayIn,
  workingDaysBetween,
  type FormFields,
  type LocalDate,
  type WorkingCalendar,
} from '#kernel';
import { workingCalendarOn } from '#law/server';
import type { Context } from '#people/server';
import { inProvince, type Tx } from '#platform/server';
import type { Event } from '../project.transitions.ts';
import { expectedIn, expectedMoney, forecastEvents, forecastOf, rangesOf } from './forecast.ts';
import { legPasts, listStanding, reachedByMonth } from './forecast.store.server.ts';
import { legTime } from './lead-time.ts';
import { legCounts } from './leg-counts.store.server.ts';
import { listLegs } from './leg-list.store.server.ts';
import { leadLegs, legOutcomes, type LegFilter } from './legs.ts';
import { legsOfActs, submittedFromNeed } from '../testing/legs-of-acts.ts';

let database: TestDatabase;
let people: Cast;
let calendar: WorkingCalendar;
const today = addDays(todayIn(new Date(CAST_NOW)), 40);
const on = (day: number) => new Date(new Date(CAST_NOW).getTime() + day * 86_400_000);
const within = <T>(work: (tx: Tx) => Promise<T>) => inProvince(people.centreOfficer, work);
const all: LegFilter = { year: 2026, procedure: null, content: null };

/** Eight projects: two far along, one of them from a need and without an advance; three on the way; three that left. */
beforeAll(async () => {
  database = await testDatabase();
  people = await cast(database.db);
  calendar = await within(workingCalendarOn);
  const fund = await fundWith(people, dong(5_000_000_000n));
  const ways: readonly [Event | null, number, readonly (readonly [keyof Cast, Event, FormFields])[]][] = [
    ['approve_settlement', 2, []],
    ['pay', 1, []],
    ['conclude_appraisal', 3, []],
    ['sign_contract', 1, []],
    ['approve_plan', 1, []],
    [null, 1, [['centreDirector', 'reject', { reason: 'Không thuộc ngành nghề' }]]],
    ['approve_estimate', 1, [['owner', 'withdraw', { reason: 'Đổi ý' }]]],
    [
      'pay_advance',
      2,
      [
        [
          'provincialApprover',
          'stop',
          { decisionNumber: '5/QĐ', decisionDate: '23/11/2026', reason: 'Ngừng sản xuất' },
        ],
      ],
    ],
  ];
  for (const [i, [until, pace, more]] of ways.entries()) {
    const { owner, establishmentId } = await newWorkshop(people);
    const id =
      i === 1
        ? await submittedFromNeed(people, owner, establishmentId, on(-12))
        : await submitted(owner, establishmentId, { contentCode: i === 2 ? 'MM-02' : 'MM-01' });
    let day = 0;
    const doing = async (who: keyof Cast, event: Event, fields: FormFields) => {
      day += pace;
      const cx = who === 'owner' ? owner : (people[who] as Context);
      expectOk(await act({ ...cx, now: on(day) }, id, event, fields));
    };
    const way = provincialWay(fund.id).filter(([, event]) => i !== 1 || !event.endsWith('_advance'));
    const last = way.findIndex(([, event]) => event === until);
    for (const [who, event, fields] of way.slice(0, last + 1)) await doing(who, event, fields);
    for (const [who, event, fields] of more) await doing(who, event, fields);
  }
});

const texts = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).toSorted();
const kept = async () =>
  (
    await database.super.query<object>(
      `select project_id as project, leg, cohort, started_on::text as started, counted_from::text as counted,
              ended_on::text as ended, reached, days, working_days as working from projects.leg`,
    )
  ).rows;
const counts = async () =>
  (
    await database.super.query<object>(
      `select 'running' as kind, to_jsonb(c) as row from projects.running_leg_count c
       union all select 'ended', to_jsonb(c) from projects.ended_leg_count c
       union all select 'month', to_jsonb(c) from projects.reached_leg_month c`,
    )
  ).rows;

describe('the legs of the way', () => {
  it('are what the acts say, with the working days a calendar shows', async () => {
    const legs = await legsOfActs(database, calendar);
    expect(texts(await kept())).toEqual(texts(legs));
    expect(new Set(legs.map(({ reached }) => reached))).toEqual(new Set([true, false, null]));
  });

  it('come out the same when the acts of before are walked again, as a database that is brought up to date does', async () => {
    const before = texts(await kept());
    await database.super.query(
      `begin;
       alter table projects.leg disable trigger keep_leg_counts;
       delete from projects.leg;
       do $$ declare a projects.act; begin
         for a in select * from projects.act order by project_id, seq loop perform projects.walk_act(a); end loop;
       end $$;
       alter table projects.leg enable trigger keep_leg_counts;
       commit`,
    );
    expect(texts(await kept())).toEqual(before);
  });

  it('follow their project to another content while it is on them, and are counted as a full recount counts them', async () => {
    const moved = async (from: string, to: string) => {
      await within((tx) =>
        tx
          .updateTable('projects.project')
          .set({ content_code: to })
          .where('content_code', '=', from)
          .execute(),
      );
      const { rows } = await database.super.query<{ content: string; running: boolean }>(
        `select distinct l.content, l.ended_on is null as running
           from projects.leg l join projects.project p on p.id = l.project_id where p.content_code = $1 order by 2`,
        [to],
      );
      return rows;
    };
    const ended = { content: 'MM-02', running: false };
    expect(await moved('MM-02', 'MH-01')).toEqual([ended, { content: 'MH-01', running: true }]);
    expect(await moved('MH-01', 'MM-02')).toEqual([ended, { content: 'MM-02', running: true }]);
    const before = texts(await counts());
    await database.super.query(`select set_config('kc.province', $1, false)`, [
      people.centreOfficer.province,
    ]);
    await database.super.query('select projects.recount_legs($1)', [people.centreOfficer.province]);
    expect(texts(await counts())).toEqual(before);
    expect(before.length).toBeGreaterThan(50);
  });

  it('give a lead time in which those not yet paid count, and figures that open as many projects', async () => {
    for (const filter of [all, { ...all, content: 'MM-02' }, { ...all, procedure: 'provincial' as const }]) {
      const rows = await within((tx) =>
        legCounts(tx, people.centreOfficer.province, filter, ['whole', ...leadLegs]),
      );
      for (const row of rows) {
        const time = legTime(row, today, calendar);
        expect(time.reached + time.running + time.left).toBe(time.begun);
        for (const outcome of legOutcomes) {
          const list = { ...filter, year: row.year, leg: row.leg, outcome };
          const { rows: listed } = await within((tx) =>
            listLegs(tx, people.centreOfficer.province, list, { after: null, size: 50 }),
          );
          expect(listed).toHaveLength(time[outcome]);
        }
      }
      const whole = legTime(
        rows.find(({ leg, year }) => leg === 'whole' && year === 2026)!,
        today,
        calendar,
      );
      if (filter.content) expect(whole).toMatchObject({ reached: 0, running: 1, working: { median: null } });
      else {
        // Paid after 18, 18, and 22 days of which 12 passed before the request; three wait, two left early.
        expect(whole).toMatchObject({ begun: 8, reached: 3, running: 3, left: 2 });
        expect(whole.calendar).toEqual({ median: 22, ninetieth: null });
        const need = legTime(
          rows.find(({ leg, year }) => leg === 'need' && year === 2026)!,
          today,
          calendar,
        );
        expect(need).toMatchObject({ begun: 1, reached: 1, calendar: { median: 12 } });
      }
    }
  });
});

describe('the forecast', () => {
  it('tells of every project in the plan that is not through, with its money, and opens as many as it counts', async () => {
    const { province } = people.centreOfficer;
    const shares = [{ procedure: 'provincial' as const, content: 'MM-01', share: percent(70) }];
    for (const content of [null, 'MM-01', 'MM-02']) {
      const past = await within((tx) => legPasts(tx, province, { procedure: null, content }, 2026, shares));
      const forecast = forecastOf(past, (_, leg) => (leg === 'works' ? null : 10), today, calendar);
      const open = forecastEvents.map((event) => expectedIn(forecast, event));
      // Planned, under contract, and paid with the settlement to come.
      expect(open).toEqual(content === 'MM-02' ? [0, 0, 0] : [2, 2, 3]);
      for (const event of forecastEvents)
        for (const bucket of [...forecast.months, 'later', 'unknown']) {
          const ranges = rangesOf(forecast, event, bucket);
          const { rows } = await within((tx) =>
            listStanding(tx, province, ranges, content, { after: null, size: 50 }),
          );
          expect(rows).toHaveLength(expectedIn(forecast, event, bucket));
          const money = sumDong(rows.map(({ amount }) => amount));
          const told = expectedMoney(forecast, event, bucket);
          expect(told).toBe(event === 'advance' ? percentOf(money, percent(70)) : money);
        }
      const supports = forecastEvents.map((event) => expectedMoney(forecast, event));
      // Of a plan of 300 million and contracts of 290 million; 70 % of both may be advanced.
      const told = [413, 590, 880].map((millions) => dong(millions * 1_000_000));
      expect(supports).toEqual(content === 'MM-02' ? [0n, 0n, 0n] : told);
      // The contract runs until the end of June: nobody else's works tell anything else yet.
      expect(expectedIn(forecast, 'acceptance', '2027-06')).toBe(content === 'MM-02' ? 0 : 1);
    }
    const months = await within((tx) =>
      reachedByMonth(tx, province, all, ['settlement', 'advance'], localDate('2026-11-01')),
    );
    expect(months.reduce((sum, { n }) => sum + n, 0)).toBe(3);
    const { rows } = await database.super.query<{ leg: string; amount: string }>(
      `select case event when 'pay_advance' then 'advance' else 'settlement' end as leg, sum(amount)::text as amount
         from projects.act where event in ('pay_advance', 'approve_settlement') group by 1 order by 1`,
    );
    const sums = ['advance', 'settlement'].map((leg) => ({
      leg,
      amount: String(sumDong(months.filter((one) => one.leg === leg).map(({ amount }) => amount))),
    }));
    expect(sums).toEqual(rows);
  });
});

describe('working days in the database', () => {
  it('are those of the kernel, over holidays and days worked in exchange', async () => {
    const days = Array.from({ length: 60 }, (_, i): readonly [LocalDate, LocalDate] => {
      const from = addDays(localDate('2023-12-01'), i * 17);
      return [from, addDays(from, (i * 31) % 90)];
    });
    const { rows } = await database.super.query<{ n: number }>(
      `select law.working_days_between(a, b) as n from unnest($1::date[], $2::date[]) with ordinality x(a, b, i) order by i`,
      [days.map(([a]) => a), days.map(([, b]) => b)],
    );
    expect(rows.map(({ n }) => n)).toEqual(days.map(([a, b]) => workingDaysBetween(a, b, calendar)));
  });
});
