import { loadRecovery, planFromForm } from '#app/settlements/debts-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadRecovery(signedIn(locals), params.id, url);

export const actions: Actions = {
  plan: ({ locals, params, request }) => planFromForm(signedIn(locals), locals.locale, params.id, request),
};
