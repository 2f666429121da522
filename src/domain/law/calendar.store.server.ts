import { sql } from 'kysely';
import { localDate, type LocalDate } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { CalendarDraftInput } from './calendar-draft.form.ts';
import type { CalendarDay, CalendarDayKind, CalendarRun } from './calendar-year.ts';
import type { Verification } from './citation.ts';

/** The notice a year's calendar rests on. */
interface CalendarNotice {
  readonly notice: string;
  readonly noticeOn: LocalDate;
  /** In the library, if it is there. */
  readonly document: string | null;
}

export interface CalendarPublication extends CalendarNotice {
  readonly id: string;
  readonly version: number;
  readonly publishedAt: Date;
}

export interface CalendarDraft extends CalendarNotice {
  readonly no: number;
  /** The version in force it was entered upon; 0 for the shipped days. */
  readonly base: number;
  readonly verification: Verification;
  readonly runs: readonly CalendarRun[];
  readonly savedAt: Date;
  readonly savedBy: string;
  /** Everyone who wrote on it: none of them publishes it. */
  readonly writers: readonly string[];
}

export interface CalendarYear {
  readonly days: readonly CalendarDay[];
  /** Null while the shipped days stand. */
  readonly publication: CalendarPublication | null;
}

export async function calendarOf(tx: Tx, year: number): Promise<CalendarYear> {
  const days = await tx
    .selectFrom('law.holiday')
    .selectAll()
    .where('day', '>=', `${year}-01-01`)
    .where('day', '<=', `${year}-12-31`)
    .orderBy('day')
    .execute();
  const publication = await tx
    .selectFrom('law.calendar_publication')
    .select(['id', 'version', 'notice', 'notice_on', 'document_code', 'published_at'])
    .where('year', '=', year)
    .orderBy('version', 'desc')
    .executeTakeFirst();
  return {
    days: days.map((row) => ({
      day: localDate(row.day),
      kind: row.kind as CalendarDayKind,
      name: { vi: row.name_vi, en: row.name_en },
      verification: row.verification as Verification,
    })),
    publication:
      publication === undefined
        ? null
        : {
            id: publication.id,
            version: publication.version,
            notice: publication.notice,
            noticeOn: localDate(publication.notice_on),
            document: publication.document_code,
            publishedAt: publication.published_at,
          },
  };
}

/** What was entered last upon the version in force, if anything was. */
export async function calendarDraft(
  tx: Tx,
  province: string,
  year: number,
  base: number,
): Promise<CalendarDraft | null> {
  const rows = await tx
    .selectFrom('law.calendar_draft as d')
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 'd.province').onRef('a.id', '=', 'd.saved_by'),
    )
    .selectAll('d')
    .select('a.name')
    .where('d.province', '=', province)
    .where('d.year', '=', year)
    .where('d.base', '=', base)
    .orderBy('d.no', 'desc')
    .execute();
  const [last] = rows;
  if (last === undefined) return null;
  return {
    no: last.no,
    base: last.base,
    notice: last.notice,
    noticeOn: localDate(last.notice_on),
    document: last.document_code,
    verification: last.verification as Verification,
    runs: last.days as unknown as CalendarRun[],
    savedAt: last.saved_at,
    savedBy: last.name,
    writers: [
      ...new Set(
        rows.flatMap((row) =>
          row.on_behalf_of === null ? [row.saved_by] : [row.saved_by, row.on_behalf_of],
        ),
      ),
    ],
  };
}

/** Answers its number, or undefined where somebody saved at the same time. */
export async function insertCalendarDraft(
  tx: Tx,
  cx: Context,
  year: number,
  base: number,
  { input, document }: { readonly input: CalendarDraftInput; readonly document: string | null },
): Promise<number | undefined> {
  const made = await tx
    .insertInto('law.calendar_draft')
    .values((eb) => ({
      province: cx.province,
      year,
      no: eb
        .selectFrom('law.calendar_draft')
        .where('province', '=', cx.province)
        .where('year', '=', year)
        .select((e) => e(e.fn.coalesce(e.fn.max('no'), e.lit(0)), '+', 1).as('no')),
      base,
      notice: input.notice,
      notice_on: input.noticeOn,
      document_code: document,
      verification: input.verification,
      days: JSON.stringify(input.days.map(({ from, to, kind, vi, en }) => ({ from, to, kind, vi, en }))),
      saved_by: cx.actor.accountId,
      saved_at: cx.now,
    }))
    .onConflict((c) => c.doNothing())
    .returning('no')
    .executeTakeFirst();
  return made?.no;
}

/** The one way entered days become the calendar; see the function in the database for what it refuses. */
export async function callPublishCalendar(
  tx: Tx,
  cx: Context,
  { id, year, no }: { readonly id: string; readonly year: number; readonly no: number },
): Promise<void> {
  await sql`select law.publish_calendar(${cx.province}, ${year}, ${no}, ${id}, ${cx.actor.accountId}, ${cx.now})`.execute(
    tx,
  );
}
