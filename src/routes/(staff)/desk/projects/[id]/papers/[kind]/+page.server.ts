import { issueFromForm, loadIssuePage } from '#app/papers/papers-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadIssuePage(signedIn(locals), params.id, params.kind, url);

export const actions: Actions = {
  default: ({ locals, params, request }) =>
    issueFromForm(locals, signedIn(locals), params.id, params.kind, request),
};
