import { addWorkingDays, type LocalDate, type WorkingCalendar } from '#kernel';
import type { Event } from '#projects';
import type { Random } from '../random.ts';
import { workdaysBefore } from '../workdays.ts';

/** Working days from the act before to this one, as offices take them; now and then one is late. */
const usual: Readonly<Record<Event, readonly [number, number]>> = {
  submit: [0, 0],
  request_supplement: [1, 4],
  answer_supplement: [3, 8],
  accept_dossier: [1, 5],
  reject: [2, 5],
  prepare_appraisal: [4, 10],
  conclude_appraisal: [1, 5],
  return_appraisal: [1, 3],
  register_national: [2, 5],
  appraise_ministry: [8, 19],
  approve_plan: [4, 10],
  submit_estimate: [4, 10],
  return_estimate: [2, 6],
  approve_estimate: [4, 9],
  sign_contract: [3, 9],
  request_advance: [12, 28],
  return_advance: [1, 3],
  pay_advance: [1, 5],
  fail_acceptance: [8, 20],
  accept_works: [8, 26],
  request_payment: [1, 5],
  return_payment: [1, 3],
  pay: [1, 5],
  submit_settlement: [4, 11],
  return_settlement: [3, 8],
  approve_settlement: [5, 14],
  recover: [6, 14],
  waive: [6, 14],
  close: [2, 9],
  withdraw: [3, 8],
  stop: [10, 22],
  change: [5, 15],
};
const SOMETIMES = 0.08;

/** How many working days each act came after the one before it. */
export function gapsOf(events: readonly Event[], random: Random): number[] {
  return events.map((event) => {
    const [least, most] = usual[event];
    if (least === 0) return 0;
    return random.chance(SOMETIMES) ? most + random.whole(1, 5) : random.whole(least, most);
  });
}

/** The days of the acts when the last one is known. */
export function daysUpTo(last: LocalDate, gaps: readonly number[], calendar: WorkingCalendar): LocalDate[] {
  const days: LocalDate[] = [last];
  for (let i = gaps.length - 1; i > 0; i--) days.unshift(workdaysBefore(days[0]!, gaps[i]!, calendar));
  return days;
}

/** The days of the acts when the first one is known; an act may have to wait until a day. */
export function daysFrom(
  first: LocalDate,
  gaps: readonly number[],
  calendar: WorkingCalendar,
  waits: { readonly act: number; readonly until: LocalDate } | null,
): LocalDate[] {
  const days: LocalDate[] = [first];
  for (let i = 1; i < gaps.length; i++) {
    const day = addWorkingDays(days[i - 1]!, gaps[i]!, calendar);
    days.push(waits?.act === i && day < waits.until ? waits.until : day);
  }
  return days;
}
