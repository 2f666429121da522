import {
  askFromForm,
  letterFromForm,
  loadProvincesPage,
  nameFromForm,
} from '#app/appraisal/provinces-page.ts';
import { signedIn } from '#app/signed-in.ts';
import { deliveryOf } from '#app/web/delivery.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadProvincesPage(signedIn(locals), params.id, url);

export const actions: Actions = {
  name: ({ locals, params, request }) => nameFromForm(signedIn(locals), locals.locale, params.id, request),
  ask: ({ locals, params, request }) =>
    askFromForm(signedIn(locals), locals.locale, params.id, request, deliveryOf(locals)),
  letter: ({ locals, params, request }) =>
    letterFromForm(signedIn(locals), locals.locale, params.id, request),
};
