import { error } from '@sveltejs/kit';
import { signedIn } from '#app/signed-in.ts';
import { isId } from '#kernel';
import { inProvince } from '#platform/server';
import { exportOf } from '#projects/server';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params }) => {
  const cx = signedIn(locals);
  const owner = { province: cx.province, accountId: cx.actor.accountId };
  const found = isId(params.id) ? await inProvince(cx, (tx) => exportOf(tx, owner, params.id)) : undefined;
  if (!found) error(404, 'Not found');
  return { list: found };
};
