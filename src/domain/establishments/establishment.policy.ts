import {
  establishmentUnits,
  hasRole,
  hasRoleOn,
  isAuditor,
  isStaff,
  readsWholeProvince,
  type Actor,
} from '#people';

interface Place {
  readonly commune: string;
}
type Known = Place & { readonly unitId: string };

/** An applicant registers their own; the centre anyone's, a commune officer those of their commune. */
export function mayRegisterEstablishment(actor: Actor, place: Place): boolean {
  if (isAuditor(actor)) return false;
  return !isStaff(actor) || hasRole(actor, 'centre_officer') || officerOf(actor, place);
}

/** Whether there is any place the actor may register an establishment in: who sees the button. */
export function mayRegisterSomewhere(actor: Actor): boolean {
  const own = actor.memberships.map((m) => m.communeCode ?? '');
  return ['', ...own].some((commune) => mayRegisterEstablishment(actor, { commune }));
}

export function mayReadEstablishment(actor: Actor, it: Known): boolean {
  return readsWholeProvince(actor) || officerOf(actor, it) || establishmentUnits(actor).includes(it.unitId);
}

/** Its own people, and the centre's officers who keep the register right. */
export function mayChangeEstablishment(actor: Actor, it: Known): boolean {
  return (
    hasRoleOn(actor, it.unitId, 'establishment_owner', 'establishment_staff') ||
    hasRole(actor, 'centre_officer')
  );
}

/** The communes whose establishments the actor may list; null for all; undefined for none. */
export function listableCommunes(actor: Actor): readonly string[] | null | undefined {
  if (readsWholeProvince(actor)) return null;
  const communes = actor.memberships.flatMap((m) =>
    m.role === 'commune_officer' && m.communeCode ? [m.communeCode] : [],
  );
  return communes.length > 0 ? communes : undefined;
}

function officerOf(actor: Actor, { commune }: Place): boolean {
  return actor.memberships.some((m) => m.role === 'commune_officer' && m.communeCode === commune);
}
