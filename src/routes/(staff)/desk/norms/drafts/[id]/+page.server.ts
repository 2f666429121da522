import { attachFile, loadDraftPage, publishFromForm, saveHead } from '#app/norms/draft-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params }) =>
  loadDraftPage(signedIn(locals), params.id, locals.locale);

export const actions: Actions = {
  head: ({ locals, params, request }) => saveHead(signedIn(locals), params.id, locals.locale, request),
  file: ({ locals, params, request }) => attachFile(signedIn(locals), params.id, locals.locale, request),
  publish: ({ locals, params, request }) =>
    publishFromForm(signedIn(locals), params.id, locals.locale, request),
};
