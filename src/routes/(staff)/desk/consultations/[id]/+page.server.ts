import { answerUnitFromForm, loadAskedUnit } from '#app/appraisal/opinion-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params, url }) => ({
  ...(await loadAskedUnit(signedIn(locals), params.id)),
  sent: url.searchParams.has('sent'),
});

export const actions: Actions = {
  default: ({ locals, params, request }) =>
    answerUnitFromForm(signedIn(locals), locals.locale, params.id, request),
};
