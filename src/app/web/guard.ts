import { error, redirect } from '@sveltejs/kit';
import type { Handle } from '@sveltejs/kit/hooks';
import { isStaff } from '#people';
import { admit, isForRoles, isListed } from '#app/access.ts';
import { runtime } from '#app/runtime.ts';

/** Lets in whom the access list lets in; everyone else is led to sign in, or finds no such page. */
export const guard: Handle = ({ event, resolve }) => {
  const { route, locals, url, request } = event;
  if (route.id === null) return resolve(event); // no such page anyway
  const verdict = admit(route.id, { signedIn: locals.session !== null, actor: locals.actor });
  if (!isListed(route.id)) runtime().log.warn({ route: route.id }, 'on no access list: src/app/access.ts');
  if (verdict === 'hidden') error(404);
  if (verdict === 'choose_province') redirect(303, '/account/province');
  if (verdict === 'sign_in') redirect(303, signInFor(url, request.method));
  if (needsSecondFactor(event.locals) && isForRoles(route.id)) redirect(303, '/account/second-factor');
  return resolve(event);
};

/** Comes back to where one wanted to go; a form is not sent a second time by itself. */
function signInFor(url: URL, method: string): string {
  const next = url.pathname + (method === 'GET' ? url.search : '');
  return `/sign-in?${new URLSearchParams({ next, ...(method === 'GET' ? {} : { again: '1' }) }).toString()}`;
}

/**
 * Officers prove themselves by two things. An identity provider has its own second step; the sample
 * province has nothing to protect.
 */
export function needsSecondFactor(locals: App.Locals): boolean {
  const { session, actor, sample } = locals;
  if (session === null || actor === null || sample) return false;
  return isStaff(actor) && !session.secondFactor && session.method === 'password';
}
