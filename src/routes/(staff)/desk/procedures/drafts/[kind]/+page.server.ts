import { loadProcedureDraft, publishProcedureFromForm, saveProcedureFromForm } from '#app/procedures-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadProcedureDraft(signedIn(locals), params.kind, url, locals.locale);

export const actions: Actions = {
  save: ({ locals, params, request }) =>
    saveProcedureFromForm(signedIn(locals), params.kind, locals.locale, request),
  publish: ({ locals, params, request }) =>
    publishProcedureFromForm(signedIn(locals), params.kind, locals.locale, request),
};
