import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addDays, addWorkingDays, expectOk, localDate, type LocalDate } from '#kernel';
import type { CalendarRun } from '#law';
import { loadLaw, saveCalendarDraft, workingCalendarOn } from '#law/server';
import type { Context } from '#people/server';
import { inProvince, transact } from '#platform/server';
import { pauseDeadline, resumeDeadline } from '#records/server';
import { act, cast, newWorkshop, submitted, testDatabase, type Cast, type TestDatabase } from '#testing';
import { ok } from '#kernel';
import { deadlineMoves, recountDue } from './deadline-move.store.server.ts';
import { publishCalendar } from './publish-calendar.server.ts';
import { codes, current, deadlinesIn, run, subjectOf, waiting } from './testing/calendar.ts';

let database: TestDatabase;
let people: Cast;
let elsewhere: Cast;
let drafts: Map<number, number>;
const { waitsOf, dueOf, mirrored } = deadlinesIn(() => database);

beforeAll(async () => {
  database = await testDatabase();
  people = await cast(database.db);
  elsewhere = await cast(database.db, { province: '38' });
  drafts = new Map();
});

/** Entered by one person; answers the number. What was entered before is known by it. */
async function entered(who: Context, year: number, days: readonly CalendarRun[]): Promise<number> {
  const key = year * 100 + Number(who.province);
  const { no } = expectOk(
    await saveCalendarDraft(who, year, drafts.get(key) ?? 0, {
      notice: `TB ${year}`,
      noticeOn: localDate('2026-11-20'),
      verification: 'full_text',
      days: days.map((one, row) => ({ ...one, row })),
    }),
  );
  drafts.set(key, no);
  return no;
}

/** Entered by the officer of the agency, published by the administrator. */
async function published(year: number, days: readonly CalendarRun[]) {
  const no = await entered(people.cucOfficer, year, days);
  const done = expectOk(await publishCalendar(people.administrator, { year, no }));
  drafts.delete(year * 100 + 40);
  return done;
}

/** A request of a workshop of its own. */
async function requested(): Promise<string> {
  const { owner, establishmentId } = await newWorkshop(people);
  return submitted(owner, establishmentId);
}

describe('publishing the calendar of a year', () => {
  beforeEach(() => drafts.clear());

  it('is for keepers of the nation’s law, by somebody who entered none of it, with what they saw', async () => {
    const days = await current(people.cucOfficer, 2028);
    const input = { notice: 'TB', noticeOn: localDate('2026-11-20'), verification: 'excerpt' as const };
    const typed = [run('2028-01-03'), ...days].map((one, row) => ({ ...one, row }));
    expect(
      codes(await saveCalendarDraft(people.departmentLeader, 2028, 0, { ...input, days: typed })),
    ).toEqual(['not_permitted']);
    expect(codes(await saveCalendarDraft(people.cucOfficer, 2033, 0, { ...input, days: typed }))).toEqual([
      'calendar_year_is_out_of_range',
    ]);
    const wrong = { ...input, noticeOn: localDate('2026-12-01'), days: [{ ...run('2027-01-01'), row: 0 }] };
    expect(codes(await saveCalendarDraft(people.cucOfficer, 2028, 0, wrong))).toEqual([
      'calendar_notice_is_of_the_future',
      'calendar_day_of_other_year',
    ]);
    expect(codes(await publishCalendar(people.administrator, { year: 2028, no: 0 }))).toEqual([
      'calendar_draft_not_found',
    ]);

    const no = await entered(people.cucOfficer, 2028, [run('2028-01-03')]);
    expect(codes(await saveCalendarDraft(people.administrator, 2028, 0, { ...input, days: typed }))).toEqual([
      'calendar_changed_meanwhile',
    ]);
    expect(codes(await publishCalendar(people.cucOfficer, { year: 2028, no }))).toEqual([
      'same_person_may_not',
    ]);
    expect(codes(await publishCalendar(people.departmentLeader, { year: 2028, no }))).toEqual([
      'not_permitted',
    ]);
    expect(codes(await publishCalendar(people.administrator, { year: 2028, no: no + 1 }))).toEqual([
      'calendar_changed_meanwhile',
    ]);
    expect(codes(await publishCalendar(people.administrator, { year: 2028, no }))).toEqual([]);
    expect(await current(people.centreOfficer, 2028)).toEqual([run('2028-01-03')]);
    expect(codes(await publishCalendar(people.administrator, { year: 2028, no }))).toEqual([
      'calendar_changed_meanwhile',
    ]);
  });

  it('moves running waits of every province and their projects, and no others', async () => {
    const project = await requested();
    const [due] = await dueOf(project);
    const closed = await requested();
    expectOk(await act(people.centreOfficer, closed, 'accept_dossier'));
    const [closedDue, next] = await dueOf(closed);
    const paused = await waiting(people.centreOfficer, '2026-11-23', 10);
    const there = await waiting(elsewhere.centreOfficer, '2026-11-23', 10);
    const before = await waiting(people.centreOfficer, '2026-11-02', 5);
    await transact(people.centreOfficer, async (tx) =>
      ok(
        await pauseDeadline(
          tx,
          '40',
          subjectOf(paused),
          localDate('2026-11-25'),
          await workingCalendarOn(tx),
        ),
      ),
    );
    const [pausedBefore] = await waitsOf(paused);

    // A holiday declared after the fact: two days off within a week of the start.
    const days = [...(await current(people.cucOfficer, 2026)), run('2026-11-24', '2026-11-25')];
    const { publication, moved } = await published(2026, days);

    const calendar = await inProvince(people.centreOfficer, (tx) => workingCalendarOn(tx));
    expect(await dueOf(project)).not.toEqual([due]);
    expect(await dueOf(project)).toEqual([
      addWorkingDays(addWorkingDays(localDate(due!), 0, calendar), 2, calendar),
    ]);
    expect(await mirrored(project)).toBe((await dueOf(project))[0]);
    expect(await dueOf(closed)).toEqual([closedDue, addWorkingDays(localDate(next!), 2, calendar)]);
    expect((await waitsOf(paused))[0]).toEqual(pausedBefore);
    expect(await dueOf(there)).toEqual([addWorkingDays(localDate('2026-11-23'), 10, calendar)]);
    expect(await dueOf(before)).toEqual(['2026-11-09']);

    // What is counted of the waits moved along: a full recount finds the same.
    const counts = async () =>
      (await database.super.query('select * from records.open_wait_count order by 1, 2, 3, 4, 5, 6')).rows;
    const kept = await counts();
    await database.super.query(`select records.recount_waits('40'), records.recount_waits('38')`);
    expect(kept).toEqual(await counts());
    expect(kept.length).toBeGreaterThan(0);

    const told = await inProvince(people.centreOfficer, (tx) => deadlineMoves(tx, '40', publication, 100));
    expect(told.moves.map(({ projectId, from, to }) => [projectId, from, to])).toContainEqual([
      project,
      due,
      (await dueOf(project))[0],
    ]);
    expect(moved).toBe(told.count);
    const away = await inProvince(elsewhere.centreOfficer, (tx) => deadlineMoves(tx, '38', publication, 100));
    expect(away.moves).toEqual([]);
    const trail = await database.super.query<{ province: string; actor_id: string | null; after: unknown }>(
      `select province, actor_id, after from records.event where kind = 'deadline.moved' and subject_id = any ($1) order by province`,
      [[project, there]],
    );
    expect(trail.rows).toEqual([
      { province: '38', actor_id: null, after: { dueOn: (await dueOf(there))[0], calendar: 2026 } },
      {
        province: '40',
        actor_id: people.administrator.actor.accountId,
        after: { dueOn: (await dueOf(project))[0], calendar: 2026 },
      },
    ]);

    // Counted once more it moves nothing and tells nothing.
    await inProvince(people.administrator, (tx) => recountDue(tx, publication));
    const again = await inProvince(people.centreOfficer, (tx) => deadlineMoves(tx, '40', publication, 100));
    expect(again).toEqual(told);
    await expect(
      database.super.query(`select count(*)::int as n from records.event where kind = 'deadline.moved'`),
    ).resolves.toMatchObject({ rows: [{ n: moved + 1 }] });
  });

  it('counts a resumed wait from the day it went on, with the days it had then', async () => {
    const resumed = await waiting(people.centreOfficer, '2026-12-01', 10);
    const on = { pause: localDate('2026-12-03'), resume: localDate('2026-12-14') };
    await transact(people.centreOfficer, async (tx) => {
      const calendar = await workingCalendarOn(tx);
      await pauseDeadline(tx, '40', subjectOf(resumed), on.pause, calendar);
      return ok(await resumeDeadline(tx, '40', subjectOf(resumed), on.resume, calendar));
    });
    expect(await dueOf(resumed)).toEqual(['2026-12-24']);

    // Off while it was paused: nothing moves. Off after it went on: by a day.
    await published(2026, [...(await current(people.cucOfficer, 2026)), run('2026-12-08')]);
    expect(await dueOf(resumed)).toEqual(['2026-12-24']);
    await published(2026, [...(await current(people.cucOfficer, 2026)), run('2026-12-16')]);
    expect(await dueOf(resumed)).toEqual(['2026-12-25']);
    // And a Saturday worked brings it back.
    await published(2026, [
      ...(await current(people.cucOfficer, 2026)),
      run('2026-12-19', '2026-12-19', 'worked'),
    ]);
    expect(await dueOf(resumed)).toEqual(['2026-12-24']);
  });

  it('moves nothing when the days stay as they are, and agrees with the kernel whatever they become', async () => {
    const starts = [0, 40, 97, 200, 300, 355].map((n) => addDays(localDate('2027-01-01'), n));
    const waits = await Promise.all(
      starts.map(async (start, i) => ({
        start,
        days: 3 + 9 * i,
        id: await waiting(elsewhere.centreOfficer, start, 3 + 9 * i),
      })),
    );
    const same = await published(2027, await current(people.cucOfficer, 2027));
    const { rows } = await database.super.query(`select from records.deadline_move where cause = $1`, [
      same.publication,
    ]);
    expect(rows).toEqual([]);

    const someDays = fc.uniqueArray(fc.nat(364), { minLength: 1, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(someDays, async (offsets) => {
        const days = offsets.map((n) => addDays(localDate('2027-01-01'), n));
        const runs = days.map((day, i) =>
          i % 4 === 0 && [6, 0].includes(new Date(day).getUTCDay()) ? run(day, day, 'worked') : run(day),
        );
        if (!runs.some(({ kind }) => kind === 'off'))
          runs.push(run(days.includes('2027-03-03' as LocalDate) ? '2027-03-04' : '2027-03-03'));
        await published(2027, runs);
        const calendar = await inProvince(people.centreOfficer, (tx) => workingCalendarOn(tx));
        for (const { id, start, days: count } of waits)
          expect(await dueOf(id)).toEqual([addWorkingDays(start, count, calendar)]);
      }),
      { numRuns: 12 },
    );
  });

  it('is won by one of two at once, in whatever provinces', async () => {
    const here = await entered(people.cucOfficer, 2025, [run('2025-01-01')]);
    const there = await entered(elsewhere.cucOfficer, 2025, [run('2025-01-02')]);
    const results = await Promise.all([
      publishCalendar(people.administrator, { year: 2025, no: here }),
      publishCalendar(elsewhere.administrator, { year: 2025, no: there }),
      publishCalendar(people.secondCucOfficer, { year: 2025, no: here }),
    ]);
    expect(results.flatMap(codes).toSorted()).toEqual([
      'calendar_changed_meanwhile',
      'calendar_changed_meanwhile',
    ]);
    expect(await current(people.centreOfficer, 2025)).toHaveLength(1);
  });

  it('leaves no act counted by the calendar before, however they meet', async () => {
    const projects = [await requested(), await requested(), await requested()];
    const no = await entered(people.cucOfficer, 2026, [run('2026-11-26', '2026-11-27'), run('2026-12-02')]);
    const done = await Promise.all([
      ...projects.map((project) => act(people.centreOfficer, project, 'accept_dossier')),
      publishCalendar(people.administrator, { year: 2026, no }),
    ]);
    expect(done.flatMap(codes)).toEqual([]);
    const calendar = await inProvince(people.centreOfficer, (tx) => workingCalendarOn(tx));
    const { rows } = await database.super.query<{
      started_on: string;
      days: number;
      due_on: string;
      shown: string;
    }>(
      `select d.started_on, d.days, d.due_on, p.due_on as shown from records.deadline d join projects.project p on p.id = d.subject_id
        where d.closed_at is null and p.id = any ($1)`,
      [projects],
    );
    expect(rows).toHaveLength(3);
    for (const row of rows) {
      expect(row.due_on).toBe(addWorkingDays(localDate(row.started_on), row.days, calendar));
      expect(row.shown).toBe(row.due_on);
    }
  });

  it('is never written over by the shipped days', async () => {
    await published(2024, [run('2024-07-01')]);
    await database.super.query(
      `update law.reference_file set checksum = 'before' where path = 'holidays.yaml'`,
    );
    await database.super.query(`delete from law.holiday where day = '2023-01-02'`);
    await loadLaw(database.super);
    expect(await current(people.centreOfficer, 2024)).toEqual([run('2024-07-01')]);
    expect((await current(people.centreOfficer, 2023))[0]?.from).toBe('2023-01-02');
  });
});
