import { hasRole, type Actor, type Role } from '#people';

/** A province's procedure is drafted by its department and the centre's head, and published by who answers for it. */
export const procedureRoles = {
  draft: ['department_specialist', 'department_leader', 'centre_director'],
  publish: ['department_leader', 'provincial_approver'],
} as const satisfies Record<string, readonly Role[]>;

export function mayDraftProcedure(actor: Actor): boolean {
  return hasRole(actor, ...procedureRoles.draft);
}

/** By role alone; whoever wrote on the draft may not, which the draft's writers say. */
export function mayPublishProcedure(actor: Actor): boolean {
  return hasRole(actor, ...procedureRoles.publish);
}
