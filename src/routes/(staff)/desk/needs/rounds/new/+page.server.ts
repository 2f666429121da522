import { loadNewRound, openRoundFromForm } from '#app/needs/round-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals }) => loadNewRound(signedIn(locals));

export const actions: Actions = {
  default: ({ locals, request }) => openRoundFromForm(signedIn(locals), locals.locale, request),
};
