import { changeContentFromForm, loadContentPage, removeContentFromForm } from '#app/norms/contents-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params }) =>
  loadContentPage(signedIn(locals), params.code, locals.locale);

export const actions: Actions = {
  change: ({ locals, params, request }) =>
    changeContentFromForm(signedIn(locals), params.code, locals.locale, request),
  remove: ({ locals, params }) => removeContentFromForm(signedIn(locals), params.code, locals.locale),
};
