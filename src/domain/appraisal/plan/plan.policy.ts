import { hasRole, staffRoles, type Actor, type Role } from '#people';

/** What can be done with plans; who decides one is the procedure's to say, as of each of its projects. */
export const planRoles = {
  see: staffRoles.filter((role) => role !== 'administrator'),
  build: ['centre_officer', 'centre_director', 'department_specialist', 'department_leader', 'cuc_officer'],
} as const satisfies Record<string, readonly Role[]>;

export function mayPlan(actor: Actor, action: keyof typeof planRoles): boolean {
  return hasRole(actor, ...planRoles[action]);
}
