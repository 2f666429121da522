import { refuse, ok, type Result } from '#kernel';
import { establishmentUnits } from '#people';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { mayReadEstablishment } from './establishment.policy.ts';
import { establishmentsOfUnits, findEstablishment } from './establishment.store.server.ts';
import type { Establishment } from './establishment.ts';

/** One establishment, if the actor may see it; to an outsider it does not exist. */
export async function readEstablishment(
  cx: Context,
  id: string,
): Promise<Result<Establishment, 'not_found'>> {
  const found = await inProvince(cx, (tx) => findEstablishment(tx, id));
  return found !== undefined && mayReadEstablishment(cx.actor, found) ? ok(found) : refuse('not_found');
}

/** The actor's own, by name. */
export async function ownEstablishments(cx: Context): Promise<readonly Establishment[]> {
  return inProvince(cx, (tx) => establishmentsOfUnits(tx, establishmentUnits(cx.actor)));
}
