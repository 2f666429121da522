import { redirect } from '@sveltejs/kit';
import { providerSignIn } from '#people/server';
import { runtime } from '#app/runtime.ts';
import { safeNext } from '#app/web/next.ts';
import { keepCookies } from '#app/web/visitor.ts';
import type { RequestHandler } from './$types.js';

/**
 * Off to the identity provider. A link and not a form: browsers hold the redirect of a form against
 * our `form-action` policy. Nothing is written; the state of the round trip is in a cookie.
 */
export const GET: RequestHandler = async ({ locals, url, cookies }) => {
  const next = safeNext(url.searchParams.get('next')) ?? '/account';
  const answer = await providerSignIn(runtime().auth, locals.visitor, { next, onError: '/sign-in' });
  if (!answer.ok) redirect(303, '/sign-in?error=silent');
  keepCookies(cookies, answer.value);
  redirect(303, answer.value.url, { external: true });
};
