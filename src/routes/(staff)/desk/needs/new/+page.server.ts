import { enterNeedFromForm, loadNewNeed } from '#app/needs/need-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) => loadNewNeed(signedIn(locals), locals.locale, url);

export const actions: Actions = {
  save: ({ locals, request }) => enterNeedFromForm(signedIn(locals), locals.locale, request),
};
