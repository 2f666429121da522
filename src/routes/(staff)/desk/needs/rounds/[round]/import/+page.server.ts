import { importNeedsFromForm, loadNeedImport } from '#app/needs/import-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params }) => loadNeedImport(signedIn(locals), params.round);

export const actions: Actions = {
  default: ({ locals, params, request }) =>
    importNeedsFromForm(signedIn(locals), locals.locale, params.round, request),
};
