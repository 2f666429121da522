import { approveEstimatesFromForm, loadEstimates } from '#app/estimates/estimate-list.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) => loadEstimates(signedIn(locals), url);

export const actions: Actions = {
  default: ({ locals, request }) => approveEstimatesFromForm(signedIn(locals), locals.locale, request),
};
