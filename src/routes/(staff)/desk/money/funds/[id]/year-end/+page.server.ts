import { carryFromForm, closeFromForm, lapseFromForm, loadYearEndPage } from '#app/money/year-end-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadYearEndPage(signedIn(locals), params.id, url.searchParams.get('step'));

export const actions: Actions = {
  carry: ({ locals, params, request }) => carryFromForm(signedIn(locals), locals.locale, params.id, request),
  lapse: ({ locals, params, request }) => lapseFromForm(signedIn(locals), locals.locale, params.id, request),
  close: ({ locals, params }) => closeFromForm(signedIn(locals), locals.locale, params.id),
};
