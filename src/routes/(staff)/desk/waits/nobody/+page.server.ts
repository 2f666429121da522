import { loadUnheld, takeUpFromForm } from '#app/clocks/hand-over-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals }) => loadUnheld(signedIn(locals));

export const actions: Actions = {
  default: ({ locals, request }) => takeUpFromForm(signedIn(locals), locals.locale, request),
};
