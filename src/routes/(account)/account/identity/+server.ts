import { redirect } from '@sveltejs/kit';
import { providerLink } from '#people/server';
import { runtime } from '#app/runtime.ts';
import { keepCookies } from '#app/web/visitor.ts';
import type { RequestHandler } from './$types.js';

/** Off to the identity provider, to join its identity to the account one is signed in with. */
export const GET: RequestHandler = async ({ locals, cookies }) => {
  const answer = await providerLink(runtime().auth, locals.visitor, { next: '/account' });
  if (!answer.ok) redirect(303, '/account?error=silent');
  keepCookies(cookies, answer.value);
  redirect(303, answer.value.url, { external: true });
};
