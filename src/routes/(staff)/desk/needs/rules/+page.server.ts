import { loadNeedRules, publishReadinessFromForm, saveReadinessFromForm } from '#app/needs/rules-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) => loadNeedRules(signedIn(locals), url);

export const actions: Actions = {
  save: ({ locals, request }) => saveReadinessFromForm(signedIn(locals), locals.locale, request),
  publish: ({ locals, request }) => publishReadinessFromForm(signedIn(locals), locals.locale, request),
};
