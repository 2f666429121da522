import { hasRole, staffRoles, type Actor, type Role } from '#people';

/** Who signs for a unit: its officers with work on projects. Administrators keep seals and use none. */
const signers: readonly Role[] = staffRoles.filter((role) => role !== 'administrator' && role !== 'auditor');

export const mayKeepSeals = (actor: Actor): boolean => hasRole(actor, 'administrator');
export const maySeeSeals = (actor: Actor): boolean => hasRole(actor, 'administrator', 'auditor');

/** Whether the actor may put a unit's seal on a document they see. */
export function mayUseSeal(actor: Actor, unitId: string): boolean {
  return actor.memberships.some((held) => held.unitId === unitId && signers.includes(held.role));
}

/** Whether the actor may have a document signed outside: by their own token or a remote service. */
export const maySign = (actor: Actor): boolean => hasRole(actor, ...signers);
