import { error, redirect } from '@sveltejs/kit';
import { newEstablishmentForm, saveEstablishment } from '#app/establishment-page.ts';
import { signedIn } from '#app/signed-in.ts';
import { safeNext } from '#app/web/next.ts';
import { isStaff } from '#people';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, url }) => {
  const cx = signedIn(locals);
  // Officers enter establishments from their desk.
  if (isStaff(cx.actor)) error(404, 'Not found');
  // What was answered before signing in comes along in the address.
  return { ...(await newEstablishmentForm(cx)), begun: Object.fromEntries(url.searchParams) };
};

export const actions: Actions = {
  default: async ({ locals, request, url }) => {
    const answer = await saveEstablishment(signedIn(locals), locals.locale, request);
    if ('saved' in answer) redirect(303, safeNext(url.searchParams.get('next')) ?? '/my/establishment?saved');
    return answer;
  },
};
