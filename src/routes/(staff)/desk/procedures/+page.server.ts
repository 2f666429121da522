import { endProcedureFromForm, loadProceduresPage } from '#app/procedures-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) =>
  loadProceduresPage(signedIn(locals), url, locals.locale);

export const actions: Actions = {
  end: ({ locals, request }) => endProcedureFromForm(signedIn(locals), locals.locale, request),
};
