import { hasRole, hasRoleOn, type Actor, type Role } from './actor.ts';

export type AccountAction = 'list' | 'create' | 'edit' | 'close' | 'invite';

/** The administrator keeps the accounts of the province; an auditor may look at them. */
export function mayAccount(actor: Actor, action: AccountAction): boolean {
  return action === 'list' ? hasRole(actor, 'administrator', 'auditor') : hasRole(actor, 'administrator');
}

/**
 * Whether the actor may grant, or end, a role on a unit. An owner takes on and releases the staff of
 * their own establishment; all else is the administrator's. Nobody changes their own roles, or an
 * administrator could become both preparer and approver.
 */
export function mayChangeRole(
  actor: Actor,
  change: { readonly accountId: string; readonly unitId: string; readonly role: Role },
): boolean {
  if (actor.accountId === change.accountId) return false;
  if (hasRole(actor, 'administrator')) return true;
  return change.role === 'establishment_staff' && hasRoleOn(actor, change.unitId, 'establishment_owner');
}
