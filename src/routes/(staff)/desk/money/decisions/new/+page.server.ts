import { decideFromForm, loadDecisionPage } from '#app/money/decision-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) =>
  loadDecisionPage(signedIn(locals), url.searchParams.get('fund'));

export const actions: Actions = {
  default: ({ locals, request }) => decideFromForm(signedIn(locals), locals.locale, request),
};
