import { endDocumentPage, endFromForm } from '#app/library-desk.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params }) => endDocumentPage(signedIn(locals), params.id);

export const actions: Actions = {
  default: ({ locals, params, request }) => endFromForm(signedIn(locals), params.id, locals.locale, request),
};
