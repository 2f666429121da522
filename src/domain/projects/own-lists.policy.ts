import { hasRole, staffRoles, type Actor, type Role } from '#people';

const listReaders: readonly Role[] = staffRoles.filter((role) => role !== 'administrator');

/**
 * Saved views and exports of the list of projects: whoever has the list has them too, an auditor as well. They
 * are the person's own tools: nobody else sees them, and nothing of the province changes by them.
 */
export function mayKeepLists(actor: Actor): boolean {
  return hasRole(actor, ...listReaders);
}
