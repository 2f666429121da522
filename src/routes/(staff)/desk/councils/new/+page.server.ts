import { establishFromForm, loadNewCouncil } from '#app/council/council-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals }) => loadNewCouncil(signedIn(locals), locals.locale);

export const actions: Actions = {
  default: ({ locals, request }) => establishFromForm(signedIn(locals), locals.locale, request),
};
