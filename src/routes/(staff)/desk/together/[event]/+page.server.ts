import { signedIn } from '#app/signed-in.ts';
import { actTogetherFromForm, loadTogether } from '#app/together/together-page.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadTogether(signedIn(locals), params.event, url);

export const actions: Actions = {
  default: ({ locals, params, request }) =>
    actTogetherFromForm(signedIn(locals), locals.locale, params.event, request),
};
