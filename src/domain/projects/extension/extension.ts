import { addWorkingDays, ok, refuse, type LocalDate, type Result, type WorkingCalendar } from '#kernel';
import { tiedEstablishments, type Actor, type Role } from '#people';
import { actingRole, capacities, type Capacity, type ProjectStanding } from '../project.policy.ts';

/** Who may give a desk more time, and how much of it in all; by the rules of the clocks. */
export interface ExtensionRule {
  readonly ownerRole: Role;
  readonly byRoles: readonly Role[];
  /** Null: no limit is known. */
  readonly mostTimes: number | null;
  readonly mostDays: number | null;
  readonly basis: string;
}

/** The running wait of a project, as extensions see it. */
export interface RunningWait {
  readonly id: string;
  readonly step: string;
  readonly ownerRole: Role;
  readonly dueOn: LocalDate;
  readonly countedFrom: LocalDate;
  readonly countedDays: number;
  /** What it was extended by so far. */
  readonly given: { readonly times: number; readonly days: number };
}

/** So many days may be chosen at once where no limit is known. */
const MOST_AT_ONCE = 30;

/**
 * As whom the actor may extend the wait. Refuses `extension_not_permitted` (no rule names their role) and
 * `extension_needs_other_person` (the wait is their own, or of whom they stand for: nobody gives themself time).
 */
export function permitExtension(
  actor: Actor,
  project: Pick<ProjectStanding, 'establishmentUnit'>,
  wait: Pick<RunningWait, 'ownerRole'>,
  rule: ExtensionRule | null,
): Result<Capacity> {
  const [way] = rule ? capacities(actor, project, rule.byRoles, null) : [];
  if (!way) return refuse('extension_not_permitted');
  const isOwn =
    actingRole(actor, project, [wait.ownerRole]) !== null ||
    actor.standsInFor?.ownRoles.includes(wait.ownerRole) === true ||
    (actor.delegated ?? []).some((one) => one.role === wait.ownerRole) ||
    tiedEstablishments(actor).includes(project.establishmentUnit) ||
    way.onBehalfOf?.establishmentUnits.includes(project.establishmentUnit) === true;
  return isOwn ? refuse('extension_needs_other_person') : ok(way);
}

/** Working days that can still be given to the wait. */
export function daysToGive(wait: Pick<RunningWait, 'given'>, rule: ExtensionRule): number {
  if (rule.mostTimes !== null && wait.given.times >= rule.mostTimes) return 0;
  return rule.mostDays === null ? MOST_AT_ONCE : Math.max(0, rule.mostDays - wait.given.days);
}

/** The day a wait is due with so many working days more: counted from its beginning, as a published calendar counts it. */
function extendedDue(
  wait: Pick<RunningWait, 'countedFrom' | 'countedDays'>,
  days: number,
  calendar: WorkingCalendar,
): LocalDate {
  return addWorkingDays(wait.countedFrom, wait.countedDays + days, calendar);
}

/**
 * The new due date. Refuses `extension_times_used_up`, `extension_above_limit`, and `extension_ends_before_today`: a
 * wait that is long late is given enough to be in time again, or nothing.
 */
export function decideExtension(
  wait: RunningWait,
  rule: ExtensionRule,
  days: number,
  today: LocalDate,
  calendar: WorkingCalendar,
): Result<LocalDate> {
  if (rule.mostTimes !== null && wait.given.times >= rule.mostTimes)
    return refuse('extension_times_used_up', { times: rule.mostTimes });
  const left = daysToGive(wait, rule);
  if (days > left) return refuse('extension_above_limit', { left, limit: rule.mostDays ?? left }, 'days');
  const due = extendedDue(wait, days, calendar);
  return due < today ? refuse('extension_ends_before_today', { due }, 'days') : ok(due);
}

/** What may be chosen: each number of days with the day it leads to, those that end before today left out. */
export function extensionChoices(
  wait: RunningWait,
  rule: ExtensionRule,
  today: LocalDate,
  calendar: WorkingCalendar,
): { readonly days: number; readonly due: LocalDate }[] {
  return Array.from({ length: daysToGive(wait, rule) }, (_, i) => ({
    days: i + 1,
    due: extendedDue(wait, i + 1, calendar),
  })).filter(({ due }) => due >= today);
}
