import { addFromForm, newDocumentPage } from '#app/library-desk.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals }) => newDocumentPage(signedIn(locals));

export const actions: Actions = {
  default: ({ locals, request }) => addFromForm(signedIn(locals), locals.locale, request),
};
