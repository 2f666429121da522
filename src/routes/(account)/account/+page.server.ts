import { SHORTEST_PASSWORD } from '#people';
import { changeAccount, changePassword, hasIdentity, hasPassword, readPerson } from '#people/server';
import { failWith, textFields } from '#app/answer.ts';
import { runtime } from '#app/runtime.ts';
import { signedIn } from '#app/signed-in.ts';
import { needsSecondFactor } from '#app/web/guard.ts';
import { ownSession } from '#app/web/own-session.ts';
import { keepCookies } from '#app/web/visitor.ts';
import { expectOk } from '#kernel';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, url }) => {
  const session = ownSession(locals);
  const { auth } = runtime();
  const cx = signedIn(locals);
  return {
    person: expectOk(await readPerson(cx, cx.actor.accountId)),
    hasPassword: await hasPassword(auth, session.userId),
    secondFactor: session.secondFactor,
    secondFactorNeeded: needsSecondFactor(locals),
    provider: auth.providerLabel ?? null,
    identity: await hasIdentity(auth, session.userId),
    providerFailed: url.searchParams.has('error'),
    severalProvinces: session.provinces.length > 1,
    shortestPassword: SHORTEST_PASSWORD,
  };
};

export const actions: Actions = {
  profile: async ({ request, locals }) => {
    const fields = textFields(await request.formData());
    const cx = signedIn(locals);
    const draft = { name: fields['name'] ?? '', phone: fields['phone'] };
    const answer = await changeAccount(cx, cx.actor.accountId, draft);
    if (!answer.ok) return failWith(answer.refusal, fields, locals.locale);
    return { saved: 'profile' as const, errors: [], fields };
  },
  password: async ({ request, locals, cookies }) => {
    const { current = '', password = '' } = textFields(await request.formData());
    const { email } = ownSession(locals);
    const person = { email, name: signedIn(locals).actor.name };
    const answer = await changePassword(runtime().auth, locals.visitor, person, { current, password });
    if (!answer.ok) return failWith(answer.refusal, {}, locals.locale);
    keepCookies(cookies, answer.value);
    return { saved: 'password' as const, errors: [], fields: {} };
  },
};
