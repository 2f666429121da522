import { redirect } from '@sveltejs/kit';
import { SHORTEST_PASSWORD } from '#people';
import { acceptInvitation, chooseProvince, currentSession, readInvitation, signIn } from '#people/server';
import { failWith, sayRefusal, textFields } from '#app/answer.ts';
import { homeOf } from '#app/access.ts';
import { runtime } from '#app/runtime.ts';
import { safeNext } from '#app/web/next.ts';
import { keepCookies } from '#app/web/visitor.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';

export const load: PageServerLoad = async ({ params, locals }) => {
  const { db, auth } = runtime();
  const invitation = await readInvitation(db, auth, params.token, locals.now);
  return {
    invitation: invitation.ok ? invitation.value : null,
    problem: invitation.ok ? null : (sayRefusal(invitation.refusal, locals.locale)[0]?.message ?? null),
    signedInAs: locals.session?.email ?? null,
    shortestPassword: SHORTEST_PASSWORD,
  };
};

export const actions: Actions = {
  password: async (event) => {
    const { request, params, locals, cookies } = event;
    const { password = '' } = textFields(await request.formData());
    const { db, auth } = runtime();
    const accepted = await acceptInvitation(db, auth, { link: params.token, password }, locals.now);
    if (!accepted.ok) return failWith(accepted.refusal, {}, locals.locale);
    const entered = await signIn(auth, locals.visitor, { email: accepted.value.email, password });
    const way = new URLSearchParams({ next: accepted.value.next ?? '' }).toString();
    if (!entered.ok) redirect(303, `/sign-in?${way}`);
    keepCookies(cookies, entered.value);
    return goOn(event, accepted.value.next);
  },
  join: async (event) => {
    const { params, locals } = event;
    const { db, auth } = runtime();
    if (locals.session === null) redirect(303, `/sign-in?next=/invitation/${params.token}`);
    const accepted = await acceptInvitation(
      db,
      auth,
      { link: params.token, session: locals.session },
      locals.now,
    );
    if (!accepted.ok) return failWith(accepted.refusal, {}, locals.locale);
    const { province, next } = accepted.value;
    const { session } = locals;
    await chooseProvince(auth, { ...session, provinces: [...session.provinces, province] }, province);
    return goOn(event, next);
  },
};

/** To where the person was going when they asked for the link, or to where their work begins. */
async function goOn({ cookies, locals }: RequestEvent, next: string | null): Promise<never> {
  const { db, auth } = runtime();
  const session = await currentSession(db, auth, cookies.get(auth.sessionCookie), locals.now);
  redirect(303, safeNext(next) ?? homeOf(session?.actor ?? null));
}
