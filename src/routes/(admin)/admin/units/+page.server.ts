import { expectOk } from '#kernel';
import { mayUnit, unitKinds } from '#people';
import { listUnitsOf } from '#people/server';
import { signedIn } from '#app/signed-in.ts';
import type { PageServerLoad } from './$types.js';

/** Establishments are many and have a register of their own: they are listed when asked for. */
const BODIES = unitKinds.filter((kind) => kind !== 'establishment');

export const load: PageServerLoad = async ({ locals, url }) => {
  const cx = signedIn(locals);
  const query = (url.searchParams.get('q') ?? '').trim();
  const kind = unitKinds.find((one) => one === url.searchParams.get('kind'));
  const units = expectOk(await listUnitsOf(cx, { kinds: kind ? [kind] : BODIES, query }));
  return { units, filter: { query, kind: kind ?? '' }, mayCreate: mayUnit(cx.actor, 'create') };
};
