import {
  addQuotationFromForm,
  loadQuotations,
  removeQuotationFromForm,
  takePricesFromForm,
} from '#app/estimates/quotations-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadQuotations(signedIn(locals), params.id, url);

export const actions: Actions = {
  add: ({ locals, params, request }) =>
    addQuotationFromForm(signedIn(locals), locals.locale, params.id, request),
  remove: ({ locals, params, request }) =>
    removeQuotationFromForm(signedIn(locals), locals.locale, params.id, request),
  take: ({ locals, params, request }) =>
    takePricesFromForm(signedIn(locals), locals.locale, params.id, request),
};
