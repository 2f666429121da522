import { addContentFromForm, loadContentsPage } from '#app/norms/contents-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals }) => loadContentsPage(signedIn(locals), locals.locale);

export const actions: Actions = {
  default: ({ locals, request }) => addContentFromForm(signedIn(locals), locals.locale, request),
};
