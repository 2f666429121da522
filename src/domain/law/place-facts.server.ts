import type { LocalDate } from '#kernel';
import type { Tx } from '#platform/server';
import type { Commune } from '#territory';
import { areasOf, oldPlacesOf } from '#territory/server';
import type { PlaceFacts } from './applicant.ts';
import type { EligibilityRules } from './eligibility-rules.ts';

/**
 * What the rules of a day ask about a place of production. `old`: the old unit the question names. A commune
 * on no list of difficult areas has no `area`: perhaps only because no list was brought in, so that papers may
 * still show it.
 */
export async function placeFacts(
  tx: Tx,
  { commune, old }: { readonly commune: Commune; readonly old?: string | undefined },
  on: LocalDate,
  rules: EligibilityRules | null,
): Promise<PlaceFacts> {
  const { areas, known } = await areasOf(tx, commune.code, on);
  const asksOld = rules !== null && rules.place.old !== null;
  return {
    province: commune.province.kind,
    commune: commune.kind,
    oldPlaces: asksOld ? await oldPlacesOf(tx, { commune: commune.code, old }, on) : null,
    area: areas.includes('especially_difficult')
      ? 'especially_difficult'
      : areas.includes('difficult')
        ? 'difficult'
        : null,
    areas: { areas, known },
  };
}
