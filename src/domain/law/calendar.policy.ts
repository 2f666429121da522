import { hasRole, type Actor, type Role } from '#people';

/** The calendar is the whole country's, as national documents are: the same people keep both. */
export const calendarKeepers = ['administrator', 'cuc_officer'] as const satisfies readonly Role[];

/** By role alone; whoever entered a year's notice may not publish it, which the draft's writers say. */
export function mayKeepCalendar(actor: Actor): boolean {
  return hasRole(actor, ...calendarKeepers);
}
