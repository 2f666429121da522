import type { LocalDate } from '#kernel';
import type { Tx } from '#platform/server';
import type { Commune } from '#territory';
import { areasOf, oldPlacesOf } from '#territory/server';
import type { PlaceFacts } from './applicant.ts';
import type { EligibilityRules } from './eligibility-rules.ts';
import { placeFactsFrom } from './place-facts.ts';

/** What the rules of a day ask about a place of production, looked up. */
export async function placeFacts(
  tx: Tx,
  commune: Commune,
  on: LocalDate,
  rules: EligibilityRules,
): Promise<PlaceFacts> {
  const old = rules.place.old === null ? null : await oldPlacesOf(tx, { commune: commune.code }, on);
  return placeFactsFrom(commune, await areasOf(tx, commune.code, on), old);
}
