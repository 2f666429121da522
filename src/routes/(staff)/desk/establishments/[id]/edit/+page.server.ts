import { redirect } from '@sveltejs/kit';
import { establishmentChangeForm, saveEstablishment } from '#app/establishment-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params }) =>
  establishmentChangeForm(signedIn(locals), params.id);

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const answer = await saveEstablishment(signedIn(locals), locals.locale, request, params.id);
    if ('saved' in answer) redirect(303, `/desk/establishments/${params.id}?saved`);
    return answer;
  },
};
