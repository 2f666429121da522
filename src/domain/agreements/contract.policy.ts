import { hasRole, tiedEstablishments, type Actor } from '#people';

interface Standing {
  readonly establishmentUnit: string;
}
const isOwn = (actor: Actor, project: Standing) =>
  tiedEstablishments(actor).includes(project.establishmentUnit);

/** The paying side keeps the contract: schedule, amendments, corrections. Never anybody of the other side. */
export const mayKeepContract = (actor: Actor, project: Standing): boolean =>
  hasRole(actor, 'centre_officer', 'centre_director') && !isOwn(actor, project);

/** Who signs for the paying side also suspends and resumes. */
export const maySignContract = (actor: Actor, project: Standing): boolean =>
  hasRole(actor, 'centre_director') && !isOwn(actor, project);
