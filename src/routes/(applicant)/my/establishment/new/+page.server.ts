import { error, redirect } from '@sveltejs/kit';
import { newEstablishmentForm, saveEstablishment } from '#app/establishment-page.ts';
import { signedIn } from '#app/signed-in.ts';
import { isStaff } from '#people';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals }) => {
  const cx = signedIn(locals);
  // Officers enter establishments from their desk.
  if (isStaff(cx.actor)) error(404, 'Not found');
  return newEstablishmentForm(cx);
};

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const answer = await saveEstablishment(signedIn(locals), locals.locale, request);
    if ('saved' in answer) redirect(303, '/my/establishment?saved');
    return answer;
  },
};
