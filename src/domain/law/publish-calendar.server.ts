import { newId, ok, refuse, type Result } from '#kernel';
import { differentPerson, permit } from '#people';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { recordEvent } from '#records/server';
import { mayKeepCalendar } from './calendar.policy.ts';
import { calendarChanges } from './calendar-year.ts';
import { calendarDraft, calendarOf, callPublishCalendar } from './calendar.store.server.ts';

export interface PublishCalendar {
  readonly year: number;
  /** The draft as it was seen. */
  readonly no: number;
}

/**
 * Makes what was entered for a year the calendar, in the caller's transaction: its days are replaced whole. Counting
 * deadlines again is the caller's. Refuses `not_permitted`, `calendar_draft_not_found`, `calendar_changed_meanwhile`,
 * `same_person_may_not`.
 */
export async function publishCalendarYear(
  tx: Tx,
  cx: Context,
  { year, no }: PublishCalendar,
): Promise<Result<{ publication: string }>> {
  const { days, publication } = await calendarOf(tx, year);
  const draft = await calendarDraft(tx, cx.province, year, publication?.version ?? 0);
  const permitted = permit(mayKeepCalendar(cx.actor));
  if (!permitted.ok) return permitted;

  if (draft === null) return refuse(no > 0 ? 'calendar_changed_meanwhile' : 'calendar_draft_not_found');
  if (draft.no !== no) return refuse('calendar_changed_meanwhile');
  for (const writer of draft.writers) {
    const other = differentPerson(cx.actor, writer);
    if (!other.ok) return other;
  }

  const id = newId(cx.now.getTime());
  await callPublishCalendar(tx, cx, { id, year, no });
  const { notice, noticeOn } = draft;
  await recordEvent(tx, cx, {
    kind: 'calendar.published',
    subject: { kind: 'calendar', id },
    after: { year, notice, noticeOn, changes: calendarChanges(days, draft.runs) },
  });
  return ok({ publication: id });
}
