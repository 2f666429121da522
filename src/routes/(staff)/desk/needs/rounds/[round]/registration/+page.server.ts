import {
  loadRegistration,
  makeRegistrationFromForm,
  turnRegistrationPage,
} from '#app/needs/registration-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadRegistration(signedIn(locals), params.round, url);

export const actions: Actions = {
  make: ({ locals, params, request }) =>
    makeRegistrationFromForm(signedIn(locals), locals.locale, params.round, request),
  turn: ({ request }) => turnRegistrationPage(request),
};
