import { callFromForm, loadCouncil, replaceFromForm } from '#app/council/council-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadCouncil(signedIn(locals), params.id, url);

export const actions: Actions = {
  call: ({ locals, params, request }) => callFromForm(signedIn(locals), locals.locale, params.id, request),
  replace: ({ locals, params, request }) =>
    replaceFromForm(signedIn(locals), locals.locale, params.id, request),
};
