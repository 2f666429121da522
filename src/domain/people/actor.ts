import type { LocalDate } from '#kernel';

/** Roles on units. One person may hold several. */
export const roles = [
  'establishment_owner',
  'establishment_staff',
  'commune_officer',
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
] as const;
export type Role = (typeof roles)[number];

/** Kinds of unit that take part in a programme. */
export const unitKinds = [
  'cuc',
  'department',
  'centre',
  'finance_department',
  'people_committee',
  'treasury',
  'commune',
  'establishment',
] as const;
export type UnitKind = (typeof unitKinds)[number];

export interface Membership {
  readonly unitId: string;
  readonly unitKind: UnitKind;
  readonly unitName: string;
  readonly role: Role;
  /** Set where the unit is a commune: its code in the territory. */
  readonly communeCode?: string | null;
}

/** A role that is another person's, left to the actor while that person is away. */
export interface DelegatedRole extends Membership {
  /** Of the delegation. */
  readonly id: string;
  /** Acts of a project's life; null: all the role may do. */
  readonly events: readonly string[] | null;
  readonly lastDay: LocalDate;
  readonly onBehalfOf: AbsentPerson;
}

/** Somebody who is away, with the establishments they belong to: their stand-in decides nothing of those either. */
export interface AbsentPerson {
  readonly accountId: string;
  readonly name: string;
  readonly establishmentUnits: readonly string[];
}

/**
 * Who acts. An account belongs to one province; a person of the Cục has one account in each
 * province they work with, so no row ever points into another province.
 */
export interface Actor {
  readonly accountId: string;
  readonly province: string;
  readonly name: string;
  readonly memberships: readonly Membership[];
  /** Never counted among their own roles: beside these it opens the acts of projects, and nothing else. */
  readonly delegated?: readonly DelegatedRole[];
  /** Whose place they took for all they do now: then the role of that person is the only one they have. */
  readonly standsInFor?: StandIn;
}

export interface StandIn extends AbsentPerson {
  readonly delegation: string;
  /** What the stand-in holds themself: in nobody's place do they give these desks what such a desk may not give itself. */
  readonly ownRoles: readonly Role[];
  readonly role: Role;
  readonly lastDay: LocalDate;
}

/** What may be taken over whole; one for some acts only stays with the acts of projects. */
export function wholeRolesLeft(actor: Actor): readonly DelegatedRole[] {
  return (actor.delegated ?? []).filter((one) => one.events === null);
}

/**
 * The actor in the place of somebody away: with that person's role instead of their own. What they write is still
 * theirs, and says on whose behalf. Undefined where no such role is left to them that day.
 */
export function inPlaceOf(actor: Actor, delegation: string): Actor | undefined {
  const left = wholeRolesLeft(actor).find((one) => one.id === delegation);
  if (left === undefined) return undefined;
  const { id, role, lastDay, onBehalfOf, events: _, ...unit } = left;
  const own = establishmentUnits(actor);
  return {
    ...actor,
    memberships: [{ ...unit, role }],
    delegated: [],
    standsInFor: {
      ...onBehalfOf,
      establishmentUnits: [...new Set([...onBehalfOf.establishmentUnits, ...own])],
      delegation: id,
      ownRoles: actor.memberships.map((m) => m.role),
      ...{ role, lastDay },
    },
  };
}

/** The actor, and whose place they take: neither of the two may have prepared what is now to be decided. */
export function handsOf(actor: Pick<Actor, 'accountId' | 'standsInFor'>): readonly string[] {
  return actor.standsInFor ? [actor.accountId, actor.standsInFor.accountId] : [actor.accountId];
}

export function hasRole(actor: Actor, ...wanted: readonly Role[]): boolean {
  return actor.memberships.some((m) => wanted.includes(m.role));
}

export function hasRoleOn(actor: Actor, unitId: string, ...wanted: readonly Role[]): boolean {
  return actor.memberships.some((m) => m.unitId === unitId && wanted.includes(m.role));
}

/** The establishments (as units) this actor belongs to. */
export function establishmentUnits(actor: Actor): readonly string[] {
  return actor.memberships.filter((m) => m.unitKind === 'establishment').map((m) => m.unitId);
}

/** Establishments the actor or whose place they take belongs to: they decide nothing about these. */
export function tiedEstablishments(actor: Actor): readonly string[] {
  return [...establishmentUnits(actor), ...(actor.standsInFor?.establishmentUnits ?? [])];
}

export const staffRoles: readonly Role[] = roles.filter((r) => !r.startsWith('establishment_'));

export function isStaff(actor: Actor): boolean {
  return hasRole(actor, ...staffRoles);
}
