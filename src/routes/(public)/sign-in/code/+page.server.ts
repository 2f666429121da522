import { redirect } from '@sveltejs/kit';
import { currentSession, giveCode } from '#people/server';
import { homeOf } from '#app/access.ts';
import { failWith, textFields } from '#app/answer.ts';
import { runtime } from '#app/runtime.ts';
import { safeNext } from '#app/web/next.ts';
import { keepCookies } from '#app/web/visitor.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) => {
  const next = safeNext(url.searchParams.get('next'));
  if (locals.session !== null) redirect(303, next ?? homeOf(locals.actor));
  return { next };
};

export const actions: Actions = {
  default: async ({ request, locals, cookies }) => {
    const fields = textFields(await request.formData());
    const { auth } = runtime();
    const given = { code: fields['code'] ?? '', trustDevice: fields['trust'] === 'on' };
    const answer = await giveCode(auth, locals.visitor, given);
    if (!answer.ok) return failWith(answer.refusal, { ...fields, code: '' }, locals.locale);
    keepCookies(cookies, answer.value);
    const session = await currentSession(locals.db, auth, cookies.get(auth.sessionCookie), locals.now);
    redirect(303, safeNext(fields['next']) ?? homeOf(session?.actor ?? null));
  },
};
