import { redirect } from '@sveltejs/kit';
import { currentSession, demoAccounts, signIn, signInAsDemo } from '#people/server';
import { homeOf } from '#app/access.ts';
import { failWith, sayRefusal, textFields } from '#app/answer.ts';
import { runtime } from '#app/runtime.ts';
import { safeNext } from '#app/web/next.ts';
import { keepCookies } from '#app/web/visitor.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';

export const load: PageServerLoad = async ({ locals, url }) => {
  const next = safeNext(url.searchParams.get('next'));
  if (locals.session !== null) redirect(303, next ?? homeOf(locals.actor));
  const { db, province, now, sample } = locals;
  const failed = url.searchParams.get('error');
  return {
    next,
    again: url.searchParams.has('again'),
    changed: url.searchParams.has('changed'),
    provider: runtime().auth.providerLabel ?? null,
    demo: sample && province !== null ? await demoAccounts({ db, province }, now) : [],
    errors: failed === null ? [] : sayRefusal({ code: providerFailure(failed), params: {} }, locals.locale),
  };
};

export const actions: Actions = {
  password: async (event) => {
    const fields = textFields(await event.request.formData());
    const { email = '', password = '', remember } = fields;
    const { auth } = runtime();
    const answer = await signIn(auth, event.locals.visitor, { email, password, remember: remember === 'on' });
    if (!answer.ok) return failWith(answer.refusal, { ...fields, password: '' }, event.locals.locale);
    keepCookies(event.cookies, answer.value);
    if (answer.value.codeNeeded) redirect(303, `/sign-in/code?${nextQuery(fields['next'])}`);
    return goOn(event, fields['next']);
  },
  demo: async (event) => {
    const { locals, request, cookies } = event;
    const fields = textFields(await request.formData());
    const scope = { db: locals.db, province: locals.province ?? '' };
    const answer = await signInAsDemo(runtime().auth, scope, fields['account'] ?? '', locals.now);
    if (!answer.ok) return failWith(answer.refusal, fields, locals.locale);
    keepCookies(cookies, answer.value);
    return goOn(event, fields['next']);
  },
};

/** To where the visitor was going, or to where this person's work begins. */
async function goOn({ cookies, locals }: RequestEvent, next: string | undefined): Promise<never> {
  const { auth } = runtime();
  const session = await currentSession(locals.db, auth, cookies.get(auth.sessionCookie), locals.now);
  redirect(303, safeNext(next) ?? homeOf(session?.actor ?? null));
}

const nextQuery = (next: string | undefined) =>
  new URLSearchParams({ next: safeNext(next) ?? '' }).toString();

/** What the identity provider's way back says went wrong. */
function providerFailure(error: string): string {
  if (error === 'silent') return 'identity_provider_is_silent';
  if (/signup_disabled|account_not_linked|unable_to_link/.test(error)) return 'no_account_for_identity';
  return 'identity_provider_refused';
}
