import { ok, refuse, type Result } from '#kernel';
import { handsOf, hasRole, type Actor, type Role } from './actor.ts';

/**
 * The policy core. A noun's policy is a pure file with `may(actor, action, thing)`; these are the
 * rules all of them share.
 */

/** Refused when the actor's role does not allow the act; a page that shows no such button never meets it. */
export type PermissionRefusal = 'not_permitted' | 'not_found' | 'same_person_may_not';

/** Who holds nothing but the auditor's role reads all of the province and writes nothing of it. */
export function mayWrite(actor: Actor): boolean {
  return actor.memberships.some((m) => m.role !== 'auditor');
}

export function isAuditor(actor: Actor): boolean {
  return hasRole(actor, 'auditor');
}

/** Roles that see every row of the province: its departments, the centre and whoever audits them. */
export const provinceWideRoles: readonly Role[] = [
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

export function readsWholeProvince(actor: Actor): boolean {
  return hasRole(actor, ...provinceWideRoles);
}

/** Turns a policy's answer into a result: the second paragraph of every use case. */
export function permit(allowed: boolean): Result<void, 'not_permitted'> {
  return allowed ? ok(undefined) : refuse('not_permitted');
}

/** Who prepares does not approve: refused when the actor, or whose place they take, did the earlier act. */
export function differentPerson(actor: Actor, earlier: string | null): Result<void, 'same_person_may_not'> {
  return earlier !== null && handsOf(actor).includes(earlier)
    ? refuse('same_person_may_not', { name: actor.name })
    : ok(undefined);
}
