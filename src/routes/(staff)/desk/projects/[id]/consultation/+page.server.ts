import {
  linkFromForm,
  loadConsultation,
  remindFromForm,
  resolveFromForm,
  waiveFromForm,
  withdrawFromForm,
} from '#app/appraisal/consultation-page.ts';
import { signedIn } from '#app/signed-in.ts';
import { deliveryOf } from '#app/web/delivery.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params }) => loadConsultation(signedIn(locals), params.id);

export const actions: Actions = {
  resolve: ({ locals, request }) => resolveFromForm(signedIn(locals), locals.locale, request),
  remind: ({ locals, request }) =>
    remindFromForm(signedIn(locals), locals.locale, request, deliveryOf(locals)),
  withdraw: ({ locals, request }) => withdrawFromForm(signedIn(locals), locals.locale, request),
  waive: ({ locals, request }) => waiveFromForm(signedIn(locals), locals.locale, request),
  renew: ({ locals, request }) =>
    linkFromForm(signedIn(locals), locals.locale, request, 'renew', deliveryOf(locals)),
  revoke: ({ locals, request }) =>
    linkFromForm(signedIn(locals), locals.locale, request, 'revoke', deliveryOf(locals)),
};
