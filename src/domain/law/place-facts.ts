import type { Commune, OldPlace } from '#territory';
import type { PlaceFacts } from './applicant.ts';

/** The lists of priority areas a place stands on, and whether there is any list for its province. */
export type AreasListed = PlaceFacts['areas'];

/**
 * What the rules ask about a place of production. A commune on no list of difficult areas has no `area`: perhaps
 * only because no list was brought in, so that papers may still show it.
 */
export function placeFactsFrom(
  commune: Commune,
  { areas, known }: AreasListed,
  oldPlaces: readonly OldPlace[] | null,
): PlaceFacts {
  return {
    province: commune.province.kind,
    commune: commune.kind,
    oldPlaces,
    area: areas.includes('especially_difficult')
      ? 'especially_difficult'
      : areas.includes('difficult')
        ? 'difficult'
        : null,
    areas: { areas, known },
  };
}
