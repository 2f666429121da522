import { signedIn } from '#app/signed-in.ts';
import { inProvince } from '#platform/server';
import { countUndelivered } from '#records/server';
import type { LayoutServerLoad } from './$types.js';

/** How many letters could not be delivered: shown on every page of administration. */
export const load: LayoutServerLoad = async ({ locals }) => {
  const cx = signedIn(locals);
  return { undelivered: await inProvince(cx, (tx) => countUndelivered(tx, cx.province)) };
};
