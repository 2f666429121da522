import { loadRowPage, saveRow } from '#app/norms/draft-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params }) =>
  loadRowPage(signedIn(locals), params.id, params.content, locals.locale);

export const actions: Actions = {
  default: ({ locals, params, request }) =>
    saveRow(signedIn(locals), params.id, params.content, locals.locale, request),
};
