import { decideFromForm, loadDecisionPage, returnFromForm } from '#app/plans/decision-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadDecisionPage(signedIn(locals), params.id, url, locals.locale);

export const actions: Actions = {
  decide: ({ locals, params, request }) =>
    decideFromForm(signedIn(locals), params.id, locals.locale, request),
  return: ({ locals, params, request }) =>
    returnFromForm(signedIn(locals), params.id, locals.locale, request),
};
