import { redirect } from '@sveltejs/kit';
import { newEstablishmentForm, saveEstablishment } from '#app/establishment-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals }) => newEstablishmentForm(signedIn(locals));

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const answer = await saveEstablishment(signedIn(locals), locals.locale, request);
    if ('saved' in answer) redirect(303, `/desk/establishments/${answer.saved}?saved`);
    return answer;
  },
};
