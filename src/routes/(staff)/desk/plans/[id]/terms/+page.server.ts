import { loadTermsPage, saveTermsFromForm } from '#app/plans/terms-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params }) =>
  loadTermsPage(signedIn(locals), params.id, locals.locale);

export const actions: Actions = {
  default: ({ locals, params, request }) =>
    saveTermsFromForm(signedIn(locals), params.id, locals.locale, request),
};
