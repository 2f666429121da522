import type { Event } from '#projects';

/**
 * Acts that ask for no more than words which hold for several projects alike, and move no money: done for many at once,
 * each on its own. `restsOn`: the earlier acts whose sum the person sees beside each project. `isFinal`: there is no way
 * back, and the page says so.
 */
export const actsTogether: Partial<
  Readonly<Record<Event, { readonly restsOn: readonly Event[]; readonly isFinal: boolean }>>
> = {
  conclude_appraisal: { restsOn: ['prepare_appraisal'], isFinal: false },
  register_national: { restsOn: ['prepare_appraisal'], isFinal: false },
  close: { restsOn: ['approve_settlement'], isFinal: true },
};

/** Where an act is done for several projects at once; undefined where it is not. Estimates have a list of their own. */
export function togetherPath(event: Event): string | undefined {
  if (event === 'approve_estimate') return '/desk/estimates';
  return actsTogether[event] === undefined ? undefined : `/desk/together/${event}`;
}
