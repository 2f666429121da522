import { handsOf, hasRole, tiedEstablishments, type Actor, type Role } from '#people';
import { actingRole, type ProjectStanding } from '../project.policy.ts';

type Standing = Pick<ProjectStanding, 'establishmentUnit'>;
const isOwn = (actor: Actor, project: Standing) =>
  tiedEstablishments(actor).includes(project.establishmentUnit);

/** The implementing unit asks. */
export function mayRequestChange(actor: Actor, project: Standing): boolean {
  return hasRole(actor, 'centre_officer', 'centre_director') && !isOwn(actor, project);
}

/** Whether the actor, or whose place they take, asked for it, in their own name or in that person's. */
export function askedByHandsOf(
  actor: Actor,
  change: { readonly requestedBy: string; readonly requestedFor: string | null },
): boolean {
  return handsOf(actor).some((one) => one === change.requestedBy || one === change.requestedFor);
}

/** The role somebody decides in; null where the matrix gives it to others, or the project is their own. */
export function decidingRole(actor: Actor, project: Standing, roles: readonly Role[]): Role | null {
  return isOwn(actor, project) ? null : actingRole(actor, project, roles);
}
