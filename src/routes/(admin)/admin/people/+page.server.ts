import { roles, mayAccount } from '#people';
import { listPeople } from '#people/server';
import { expectOk } from '#kernel';
import { signedIn } from '#app/signed-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, url }) => {
  const cx = signedIn(locals);
  const asked = (name: string) => url.searchParams.get(name) ?? '';
  const role = roles.find((one) => one === asked('role'));
  const [query, closed, unitId] = [asked('q').trim(), asked('closed') === '1', asked('unit')];
  const after = asked('id') ? { name: asked('name'), id: asked('id') } : undefined;
  const filter = {
    query,
    closed,
    ...(role === undefined ? {} : { role }),
    ...(/^[0-9a-f-]{36}$/.test(unitId) ? { unitId } : {}),
    ...(after === undefined || !/^[0-9a-f-]{36}$/.test(after.id) ? {} : { after }),
  };
  const page = expectOk(await listPeople(cx, filter));
  return {
    ...page,
    filter: { query, role: role ?? '', closed, unitId },
    mayInvite: mayAccount(cx.actor, 'invite'),
  };
};
