import { ok, refuse, type Result } from '#kernel';
import type { Role, UnitKind } from './actor.ts';

/** On which kinds of unit a role can be held. */
export const unitKindsOfRole: Readonly<Record<Role, readonly UnitKind[]>> = {
  establishment_owner: ['establishment'],
  establishment_staff: ['establishment'],
  commune_officer: ['commune'],
  centre_officer: ['centre'],
  centre_accountant: ['centre'],
  centre_director: ['centre'],
  department_specialist: ['department'],
  department_leader: ['department'],
  finance_officer: ['finance_department'],
  provincial_approver: ['people_committee'],
  cuc_officer: ['cuc'],
  auditor: ['cuc', 'department', 'finance_department', 'people_committee', 'treasury'],
  administrator: ['cuc', 'department', 'centre'],
};

export function rolesOnKind(kind: UnitKind): readonly Role[] {
  return (Object.keys(unitKindsOfRole) as Role[]).filter((role) => unitKindsOfRole[role].includes(kind));
}

export type GrantRefusal =
  'role_does_not_fit_unit' | 'unit_is_closed' | 'role_already_held' | 'auditor_holds_no_other_role';

/** A role held, or held once. Dates `YYYY-MM-DD`, `validTo` exclusive. */
export interface HeldRole {
  readonly id: string;
  readonly unitId: string;
  readonly role: Role;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/**
 * Whether a role can be granted on a unit to someone who already holds `held` today. An auditor
 * holds no other role: who audits the programme takes no part in it.
 */
export function grantable(
  role: Role,
  unit: { readonly id: string; readonly kind: UnitKind; readonly validTo: string | null },
  held: readonly Pick<HeldRole, 'unitId' | 'role'>[],
): Result<void, GrantRefusal> {
  if (unit.validTo !== null) return refuse('unit_is_closed');
  if (!unitKindsOfRole[role].includes(unit.kind)) return refuse('role_does_not_fit_unit', {}, 'role');
  if (held.some((h) => h.unitId === unit.id && h.role === role))
    return refuse('role_already_held', {}, 'role');
  const mixed =
    role === 'auditor' ? held.some((h) => h.role !== 'auditor') : held.some((h) => h.role === 'auditor');
  return mixed ? refuse('auditor_holds_no_other_role', {}, 'role') : ok(undefined);
}
