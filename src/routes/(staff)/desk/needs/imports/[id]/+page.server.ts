import { loadImportResult, takeRightRowsFromForm } from '#app/needs/import-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params }) =>
  loadImportResult(signedIn(locals), locals.locale, params.id);

export const actions: Actions = {
  default: ({ locals, params }) => takeRightRowsFromForm(signedIn(locals), locals.locale, params.id),
};
