import { redirect } from '@sveltejs/kit';
import { failWith, textFields } from '#app/answer.ts';
import { signedIn } from '#app/signed-in.ts';
import { expectOk, isId } from '#kernel';
import { hasRole } from '#people';
import { settleUndelivered, undeliveredLetters } from '#records/server';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, url }) => {
  const cx = signedIn(locals);
  const asked = url.searchParams.get('after');
  const after = asked !== null && isId(asked) ? asked : null;
  const page = expectOk(await undeliveredLetters(cx, { after, size: 100 }));
  return { ...page, isFirst: after === null, may: hasRole(cx.actor, 'administrator') };
};

const settle = (again: boolean) =>
  (async ({ request, locals }) => {
    const { id = '' } = textFields(await request.formData());
    const settled = await settleUndelivered(signedIn(locals), { id: isId(id) ? id : EMPTY, again });
    if (!settled.ok) return failWith(settled.refusal, {}, locals.locale);
    redirect(303, '/admin/mail');
  }) satisfies Actions[string];

const EMPTY = '00000000-0000-0000-0000-000000000000';

export const actions: Actions = { again: settle(true), handled: settle(false) };
