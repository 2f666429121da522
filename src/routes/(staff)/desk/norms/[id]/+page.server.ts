import { compareFromForm, loadSetPage } from '#app/norms/sets-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadSetPage(signedIn(locals), params.id, url.searchParams.get('words') ?? '', locals.locale);

export const actions: Actions = {
  compare: ({ locals, params, request }) =>
    compareFromForm(signedIn(locals), locals.locale, params.id, request, true),
  takeBack: ({ locals, params, request }) =>
    compareFromForm(signedIn(locals), locals.locale, params.id, request, false),
};
