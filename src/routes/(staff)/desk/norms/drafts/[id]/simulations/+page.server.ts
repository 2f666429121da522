import { askFromForm, loadSimulationsPage } from '#app/norms/simulation-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params }) =>
  loadSimulationsPage(signedIn(locals), params.id, locals.locale);

export const actions: Actions = {
  default: ({ locals, params, request }) => askFromForm(signedIn(locals), params.id, locals.locale, request),
};
