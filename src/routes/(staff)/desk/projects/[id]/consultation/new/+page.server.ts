import { askFromForm, loadNewConsultation } from '#app/appraisal/consultation-page.ts';
import { signedIn } from '#app/signed-in.ts';
import { deliveryOf } from '#app/web/delivery.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params }) => loadNewConsultation(signedIn(locals), params.id);

export const actions: Actions = {
  default: ({ locals, params, request }) =>
    askFromForm(signedIn(locals), locals.locale, params.id, request, deliveryOf(locals)),
};
