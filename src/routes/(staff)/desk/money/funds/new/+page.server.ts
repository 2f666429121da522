import { loadFundPage, openFromForm } from '#app/money/fund-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals }) => loadFundPage(signedIn(locals));

export const actions: Actions = {
  default: ({ locals, request }) => openFromForm(signedIn(locals), locals.locale, request),
};
