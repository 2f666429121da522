import { handOverFromForm, loadHandOver } from '#app/clocks/hand-over-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params }) => loadHandOver(signedIn(locals), params.id);

export const actions: Actions = {
  default: ({ locals, params, request }) =>
    handOverFromForm(signedIn(locals), params.id, locals.locale, request),
};
