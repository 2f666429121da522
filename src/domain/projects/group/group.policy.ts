import { hasRole, type Actor, type Role } from '#people';

/** What can be done with group projects; deciding them is the procedure's to say, as of any project. */
export const groupRoles = {
  /** Begins them, answers for them, attaches their beneficiaries: the unit that carries them out. */
  carryOut: ['centre_officer'],
} as const satisfies Record<string, readonly Role[]>;

/** The unit the actor would carry a group project out for; undefined: none. */
export function unitCarryingOut(actor: Actor): string | undefined {
  return actor.memberships.find((m) => (groupRoles.carryOut as readonly Role[]).includes(m.role))?.unitId;
}

export function mayBeginGroup(actor: Actor): boolean {
  return hasRole(actor, ...groupRoles.carryOut);
}

/** Attaching and detaching: the officers of the unit that carries this one out. */
export function mayAttach(actor: Actor, project: { readonly establishmentUnit: string }): boolean {
  return actor.memberships.some(
    (m) =>
      (groupRoles.carryOut as readonly Role[]).includes(m.role) && m.unitId === project.establishmentUnit,
  );
}
