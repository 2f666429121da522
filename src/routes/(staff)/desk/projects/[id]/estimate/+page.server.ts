import {
  loadEstimatePage,
  reviewEstimateFromForm,
  importEstimateFromForm,
} from '#app/estimates/estimate-page.ts';
import {
  mergeEstimateFromForm,
  saveEstimateFromForm,
  submitEstimateFromForm,
} from '#app/estimates/estimate-saving.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadEstimatePage(signedIn(locals), params.id, url);

export const actions: Actions = {
  import: ({ locals, params, request }) =>
    importEstimateFromForm(signedIn(locals), locals.locale, params.id, request),
  save: ({ locals, params, request }) =>
    saveEstimateFromForm(signedIn(locals), locals.locale, params.id, request),
  merge: ({ locals, params, request }) =>
    mergeEstimateFromForm(signedIn(locals), locals.locale, params.id, request),
  submit: ({ locals, params, request }) =>
    submitEstimateFromForm(signedIn(locals), locals.locale, params.id, request),
  review: ({ locals, params, request }) =>
    reviewEstimateFromForm(signedIn(locals), locals.locale, params.id, request),
};
