import { beginPlanFromForm, loadPlansPage } from '#app/plans/plans-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals }) => loadPlansPage(signedIn(locals));

export const actions: Actions = {
  default: ({ locals, request }) => beginPlanFromForm(signedIn(locals), locals.locale, request),
};
