import { expectOk, localDate, newId, ok, type Result } from '#kernel';
import type { CalendarRun } from '#law';
import { calendarOf, workingCalendarOn } from '#law/server';
import type { Context } from '#people/server';
import { inProvince, transact } from '#platform/server';
import { startDeadline } from '#records/server';
import type { TestDatabase } from '#testing';

/** What the tests of the calendar and of the deadlines it moves share. */

export const run = (from: string, to = from, kind: CalendarRun['kind'] = 'off'): CalendarRun => ({
  from: localDate(from),
  to: localDate(to),
  kind,
  vi: 'Nghỉ theo thông báo',
  en: 'Off by the notice',
});
export const codes = (result: Result<unknown>) =>
  result.ok ? [] : [result.refusal, ...(result.refusal.also ?? [])].map(({ code }) => code);

export async function current(cx: Context, year: number): Promise<CalendarRun[]> {
  const { days } = await inProvince(cx, (tx) => calendarOf(tx, year));
  return days.map(({ day, kind, name }) => ({ from: day, to: day, kind, vi: name.vi, en: name.en }));
}

export const subjectOf = (id: string) => ({ kind: 'thing', id });

/** A wait of some days, in a province, from a day on. */
export async function waiting(cx: Context, startedOn: string, days: number): Promise<string> {
  const id = newId(cx.now.getTime());
  const wait = { step: 'look', ownerRole: 'centre_officer', days, startedOn: localDate(startedOn) };
  expectOk(
    await transact(cx, async (tx) =>
      ok(
        await startDeadline(
          tx,
          cx.province,
          { subject: subjectOf(id), ...wait },
          await workingCalendarOn(tx),
        ),
      ),
    ),
  );
  return id;
}

interface Wait {
  readonly due_on: string;
  readonly paused_on: string | null;
  readonly days_left: number | null;
}
/** How waits and projects stand, past every policy. */
export function deadlinesIn(database: () => TestDatabase) {
  const waitsOf = async (subject: string) =>
    (
      await database().super.query<Wait>(
        `select due_on, paused_on, days_left from records.deadline where subject_id = $1 order by started_on, id`,
        [subject],
      )
    ).rows;
  const dueOf = async (subject: string) => (await waitsOf(subject)).map(({ due_on }) => due_on);
  const mirrored = async (project: string) =>
    (
      await database().super.query<{ due_on: string }>(`select due_on from projects.project where id = $1`, [
        project,
      ])
    ).rows[0]?.due_on;
  return { waitsOf, dueOf, mirrored };
}
