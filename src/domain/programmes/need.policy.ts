import { establishmentUnits, hasRole, readsWholeProvince, type Actor, type Role } from '#people';
import type { Round } from './need.ts';
import type { LocalDate } from '#kernel';

/** Who opens and closes rounds, takes in books of the whole province and sends the registration. */
export const roundKeepers = ['centre_officer'] as const satisfies readonly Role[];

export const mayKeepRounds = (actor: Actor): boolean => hasRole(actor, ...roundKeepers);

/** Where a need belongs: its commune, and the unit of its establishment where that is registered. */
export interface NeedPlace {
  readonly commune: string;
  readonly establishmentUnit: string | null;
}

const ownCommunes = (actor: Actor): readonly string[] =>
  actor.memberships.flatMap((m) => (m.role === 'commune_officer' && m.communeCode ? [m.communeCode] : []));

/** The communes an officer enters and lists needs of: null for all, undefined for none. */
export function needCommunes(actor: Actor): readonly string[] | null | undefined {
  if (readsWholeProvince(actor)) return null;
  const communes = ownCommunes(actor);
  return communes.length > 0 ? communes : undefined;
}

/** The centre anywhere, a commune's officer in their commune, an establishment's people for it. */
export function mayEnterNeed(actor: Actor, place: NeedPlace): boolean {
  return mayKeepRounds(actor) || ownCommunes(actor).includes(place.commune) || belongsTo(actor, place);
}

export function mayReadNeed(actor: Actor, place: NeedPlace): boolean {
  return readsWholeProvince(actor) || mayEnterNeed(actor, place);
}

/** Who sends a book of needs: it names many establishments, so officers only. */
export const mayImportNeeds = (actor: Actor): boolean =>
  mayKeepRounds(actor) || ownCommunes(actor).length > 0;

/** Whether needs may still be entered: the centre until it closes the round, the others through its last day. */
export function isOpenFor(actor: Actor, round: Round, today: LocalDate): boolean {
  return !round.closed && (mayKeepRounds(actor) || today <= round.closesOn);
}

const belongsTo = (actor: Actor, place: NeedPlace): boolean =>
  place.establishmentUnit !== null && establishmentUnits(actor).includes(place.establishmentUnit);
