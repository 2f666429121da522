import { addDays, ok, refuse, refuseAll, type LocalDate, type Refusal, type Result } from '#kernel';
import { hasRole, hasRoleOn, type Actor, type Role } from '../actor.ts';

/** Whoever leads a unit sets leave for somebody of theirs who cannot. */
const leaders: readonly Role[] = ['centre_director', 'department_leader'];

/** So many days at most: longer is not an absence, and the role is granted to somebody. */
const MOST_DAYS_AWAY = 366;

/** Roles that only look, or keep the accounts, act in no project: there is nothing to act in for. */
export function isDelegable(role: Role): boolean {
  return role !== 'auditor' && role !== 'administrator' && !role.startsWith('establishment_');
}

/** What of a delegation its rules look at. */
interface Span {
  readonly from: string;
  readonly to: string;
  readonly unitId: string;
  readonly role: Role;
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate;
}

/** A role somebody holds on a unit. */
interface Held {
  readonly unitId: string;
  readonly role: Role;
}

export interface NewDelegation {
  /** Who is away, where somebody else sets it for them. */
  readonly from?: string | null;
  readonly unitId: string;
  readonly role: Role;
  readonly to: string;
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate;
  readonly reason: string;
  /** Null: everything the role may do. */
  readonly events: readonly string[] | null;
}

/**
 * Whether a person may be acted for like this; all faults at once. `standing`: delegations not ended that touch one of
 * the two people. Refuses `delegation_of_role_not_held`, `delegation_begins_in_past`, `delegation_ends_before_it_begins`,
 * `delegation_is_too_long`, `delegate_not_in_unit`, `delegate_has_the_role`, `delegation_overlaps`, and
 * `delegation_would_chain`: whoever acts for another hands nothing on, and whoever is away acts for nobody.
 */
export function judgeDelegation(
  absent: { readonly accountId: string; readonly held: readonly Held[] },
  wanted: NewDelegation,
  heldByDelegate: readonly Held[],
  standing: readonly Span[],
  today: LocalDate,
): Result<void> {
  const { unitId, role, to, firstDay, lastDay } = wanted;
  const faults: Refusal[] = [];
  const fault = (code: Refusal, field: string) => faults.push({ ...code, field });
  if (!absent.held.some((held) => held.unitId === unitId && held.role === role) || !isDelegable(role))
    fault(refuse('delegation_of_role_not_held').refusal, 'role');
  const inUnit = heldByDelegate.filter((held) => held.unitId === unitId && isDelegable(held.role));
  if (to === absent.accountId || inUnit.length === 0) fault(refuse('delegate_not_in_unit').refusal, 'to');
  else if (inUnit.some((held) => held.role === role)) fault(refuse('delegate_has_the_role').refusal, 'to');
  if (firstDay < today) fault(refuse('delegation_begins_in_past', { today }).refusal, 'firstDay');
  if (lastDay < firstDay) fault(refuse('delegation_ends_before_it_begins').refusal, 'lastDay');
  else if (lastDay > addDays(firstDay, MOST_DAYS_AWAY))
    fault(refuse('delegation_is_too_long', { days: MOST_DAYS_AWAY }).refusal, 'lastDay');
  const meets = standing.filter((one) => one.firstDay <= lastDay && one.lastDay >= firstDay);
  const same = meets.find((o) => o.from === absent.accountId && o.unitId === unitId && o.role === role);
  if (same) {
    const days = { from: same.firstDay, until: same.lastDay };
    fault(refuse('delegation_overlaps', days).refusal, 'firstDay');
  }
  if (meets.some((one) => one.to === absent.accountId || one.from === to))
    fault(refuse('delegation_would_chain').refusal, 'to');
  return faults.length > 0 ? refuseAll(faults) : ok(undefined);
}

/**
 * Who sets leave for another: the administrator for everybody, who leads a unit for its people. Not in somebody's place:
 * what was left to one is not left on.
 */
export function mayDelegateFor(actor: Actor, unitId: string): boolean {
  if (actor.standsInFor) return false;
  return hasRole(actor, 'administrator') || hasRoleOn(actor, unitId, ...leaders);
}

/** Units whose people the actor leads. */
export function unitsLed(actor: Actor): readonly string[] {
  return actor.standsInFor
    ? []
    : actor.memberships.filter((m) => leaders.includes(m.role)).map((m) => m.unitId);
}

/** Either of the two ends it, and so does whoever might have set it. */
export function mayEndDelegation(
  actor: Actor,
  one: {
    readonly from: { readonly id: string };
    readonly to: { readonly id: string };
    readonly unitId: string;
  },
): boolean {
  return (
    actor.accountId === one.from.id || actor.accountId === one.to.id || mayDelegateFor(actor, one.unitId)
  );
}
