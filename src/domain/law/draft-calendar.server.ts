import { ok, refuse, refuseAll, todayIn, type Refusal, type Result } from '#kernel';
import { permit } from '#people';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import type { CalendarDraftInput } from './calendar-draft.form.ts';
import { mayKeepCalendar } from './calendar.policy.ts';
import { calendarFaults, isCalendarYear } from './calendar-year.ts';
import { calendarDraft, calendarOf, insertCalendarDraft } from './calendar.store.server.ts';
import { readDocumentNumber } from './document-number.ts';
import { isKnownDocument } from './norm-set.store.server.ts';

/**
 * Enters a year's calendar from its notice; nothing is counted by it until somebody else publishes it. `seen` is the
 * number of the draft the page showed, 0 for none. Refuses `not_permitted`, `calendar_year_is_out_of_range`,
 * `calendar_changed_meanwhile`, `calendar_notice_is_of_the_future` and every fault of the days, all at once.
 */
export async function saveCalendarDraft(
  cx: Context,
  year: number,
  seen: number,
  input: CalendarDraftInput,
): Promise<Result<{ no: number }>> {
  return transact(cx, async (tx) => {
    const base = (await calendarOf(tx, year)).publication?.version ?? 0;
    const before = await calendarDraft(tx, cx.province, year, base);
    const permitted = permit(mayKeepCalendar(cx.actor));
    if (!permitted.ok) return permitted;

    const today = todayIn(cx.now);
    if (!isCalendarYear(year, today)) return refuse('calendar_year_is_out_of_range', { year: String(year) });
    if ((before?.no ?? 0) !== seen) return refuse('calendar_changed_meanwhile');
    const faults: Refusal[] = calendarFaults(year, input.days);
    if (input.noticeOn > today)
      faults.unshift(refuse('calendar_notice_is_of_the_future', { day: input.noticeOn }, 'noticeOn').refusal);
    if (faults.length > 0) return refuseAll(faults);

    const document = await documentOfNotice(tx, input.notice);
    const no = await insertCalendarDraft(tx, cx, year, base, { input, document });
    return no === undefined ? refuse('calendar_changed_meanwhile') : ok({ no });
  });
}

/** The notice in the library, however its number is written; a text of its own where it is not there. */
async function documentOfNotice(tx: Tx, notice: string): Promise<string | null> {
  const number = readDocumentNumber(notice);
  return number.ok && (await isKnownDocument(tx, number.value)) ? number.value : null;
}
