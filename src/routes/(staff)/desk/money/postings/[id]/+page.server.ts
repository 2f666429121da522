import { loadPostingPage, withdrawFromForm } from '#app/money/posting-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params }) => loadPostingPage(signedIn(locals), params.id);

export const actions: Actions = {
  withdraw: ({ locals, params, request }) =>
    withdrawFromForm(signedIn(locals), locals.locale, params.id, request),
};
