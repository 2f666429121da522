import { localDate, workingCalendar, type WorkingCalendar } from '#kernel';
import type { Tx } from '#platform/server';

/** Which days are worked, by the calendar in the database (2014 onwards; further years are added there). */
export async function workingCalendarOn(tx: Tx): Promise<WorkingCalendar> {
  const rows = await tx.selectFrom('law.holiday').select(['day', 'kind']).execute();
  const days = (kind: string) => rows.filter((row) => row.kind === kind).map((row) => localDate(row.day));
  return workingCalendar({ holidays: days('off'), workedWeekends: days('worked') });
}
