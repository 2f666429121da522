import { cancelFromForm, loadPaper } from '#app/papers/papers-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) => loadPaper(signedIn(locals), params.id, url);

export const actions: Actions = {
  cancel: ({ locals, params, request }) =>
    cancelFromForm(signedIn(locals), locals.locale, params.id, request),
};
