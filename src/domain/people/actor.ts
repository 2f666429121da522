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
  /** Acts of a project's life; null: all the role may do. */
  readonly events: readonly string[] | null;
  readonly lastDay: LocalDate;
  readonly onBehalfOf: {
    readonly accountId: string;
    readonly name: string;
    readonly establishmentUnits: readonly string[];
  };
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
  /** Never counted among their own roles: it opens the acts of projects, and nothing else. */
  readonly delegated?: readonly DelegatedRole[];
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

export const staffRoles: readonly Role[] = roles.filter((r) => !r.startsWith('establishment_'));

export function isStaff(actor: Actor): boolean {
  return hasRole(actor, ...staffRoles);
}
