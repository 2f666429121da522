import { ok, refuse, type Result } from '#kernel';
import {
  establishmentUnits,
  hasRole,
  isStaff,
  tiedEstablishments,
  type AbsentPerson,
  type Actor,
  type Role,
} from '#people';
import {
  transitionFrom,
  wayOf,
  type Event,
  type ProcedureKind,
  type State,
  type Transition,
} from './project.transitions.ts';

/** Who a step's data lets act, and after whose acts not; from the procedure in force (law.procedure_step). */
export type StepRule = (
  event: Event,
) => { readonly roles: readonly Role[]; readonly otherThan: readonly Event[] } | undefined;

/** What permission looks at. */
export interface ProjectStanding {
  /** `group`: đề án nhóm, without place and beneficiary in the plan. */
  readonly kind: 'single' | 'group';
  readonly state: State;
  readonly procedure: ProcedureKind;
  /** Carried out in other provinces too. */
  readonly several: boolean;
  /** The establishment's unit (people.unit); of a group project the unit that carries it out. */
  readonly establishmentUnit: string;
  readonly communeCode: string | null;
  /**
   * Whoever did `earlier` since `event` was last done: all who prepared what is now to be decided, also
   * those whose version was handed back and done again by a colleague.
   */
  readonly preparers: (earlier: Event, event: Event) => readonly string[];
}

/** In which role an act is done, and in whose place. */
export interface Capacity {
  readonly role: Role;
  /** Null: in the actor's own name. */
  readonly onBehalfOf: AbsentPerson | null;
}

export interface Permission extends Capacity {
  readonly transition: Transition;
}

/**
 * Whether the actor may do the event now, and as whom. Refuses `act_not_possible_now` (the table has no such move),
 * `act_not_permitted` (not their role), `act_needs_other_person` (they prepared it). Whoever acts on behalf of another
 * may do neither what they themself prepared nor what that other person did.
 */
export function permitAct(
  actor: Actor,
  project: ProjectStanding,
  event: Event,
  ruleOf: StepRule,
): Result<Permission> {
  const transition = transitionFrom(project.state, event, wayOf(project));
  if (!transition) return refuse('act_not_possible_now', { state: project.state, event });
  const rule = ruleOf(transition.permittedBy ?? event);
  const asked = transition.permittedBy ? [event, transition.permittedBy] : [event];
  const ways = rule ? capacities(actor, project, rule.roles, asked) : [];
  let refused: Result<Permission> = refuse('act_not_permitted', { event });
  for (const way of ways) {
    const answer = permitAs(actor, project, transition, rule?.otherThan ?? [], way);
    if (answer.ok) return answer;
    refused = answer;
  }
  return refused;
}

function permitAs(
  actor: Actor,
  project: ProjectStanding,
  transition: Transition,
  otherThan: readonly Event[],
  way: Capacity,
): Result<Permission> {
  const { event } = transition;
  const permission = ok({ ...way, transition });
  // An officer who belongs to the establishment decides nothing about its own request.
  const units = [...tiedEstablishments(actor), ...(way.onBehalfOf?.establishmentUnits ?? [])];
  if (units.includes(project.establishmentUnit) && !way.role.startsWith('establishment_'))
    return refuse('act_needs_other_person', { event, earlier: 'submit' });
  if (transition.permittedBy !== undefined) return permission; // handing back decides nothing
  const hands = [actor.accountId, ...(way.onBehalfOf ? [way.onBehalfOf.accountId] : [])];
  for (const earlier of otherThan) {
    if (project.preparers(earlier, event).some((one) => hands.includes(one)))
      return refuse('act_needs_other_person', { event, earlier });
  }
  return permission;
}

/** As whom the actor can act in one of the roles: in their own name first, then for whoever is away. */
export function capacities(
  actor: Actor,
  project: Pick<ProjectStanding, 'establishmentUnit'>,
  roles: readonly Role[],
  events: readonly string[] | null,
): readonly Capacity[] {
  const own = actingRole(actor, project, roles);
  const lent = (actor.delegated ?? []).filter(
    (one) =>
      roles.includes(one.role) &&
      (one.events === null || (events !== null && events.some((event) => one.events?.includes(event)))),
  );
  return [
    ...(own === null ? [] : [{ role: own, onBehalfOf: actor.standsInFor ?? null }]),
    ...lent.map(({ role, onBehalfOf }) => ({ role, onBehalfOf })),
  ];
}

/** Reads `preparers` off the acts of a project, oldest first: whoever did it, and in whose name. */
export function preparersIn(
  acts: readonly { readonly event: Event; readonly actorId: string; readonly onBehalfOf?: string | null }[],
  earlier: Event,
  event: Event,
): string[] {
  const decided = acts.findLastIndex((act) => act.event === event);
  const since = acts.slice(decided + 1).filter((act) => act.event === earlier);
  // Not prepared again since the last decision: it still rests on whoever prepared it then.
  const last = acts.findLast((act) => act.event === earlier);
  return (since.length > 0 || last === undefined ? since : [last]).flatMap((act) =>
    act.onBehalfOf ? [act.actorId, act.onBehalfOf] : [act.actorId],
  );
}

/** The role the actor acts in: an establishment's role counts on its own project only. Null if none. */
export function actingRole(
  actor: Actor,
  project: Pick<ProjectStanding, 'establishmentUnit'>,
  roles: readonly Role[],
): Role | null {
  const found = actor.memberships.find(
    (m) =>
      roles.includes(m.role) && (m.unitKind !== 'establishment' || m.unitId === project.establishmentUnit),
  );
  return found?.role ?? null;
}

/** Reading: staff of the province all of it, a commune its own, an establishment its own. */
export function mayRead(
  actor: Actor,
  project: Pick<ProjectStanding, 'establishmentUnit' | 'communeCode' | 'state'>,
): boolean {
  if (establishmentUnits(actor).includes(project.establishmentUnit)) return true;
  if (project.state === 'draft') return false;
  if (actor.memberships.some((m) => m.role === 'commune_officer' && m.communeCode === project.communeCode))
    return true;
  return isStaff(actor) && hasRole(actor, ...provinceReaders);
}

const provinceReaders: readonly Role[] = [
  'centre_officer',
  'centre_accountant',
  'centre_director',
  'department_specialist',
  'department_leader',
  'finance_officer',
  'provincial_approver',
  'cuc_officer',
  'auditor',
  'administrator',
];

/** Drafting and submitting: people of the establishment. */
export function mayDraft(actor: Actor, establishmentUnit: string): boolean {
  return establishmentUnits(actor).includes(establishmentUnit);
}
