import { beginFromForm, finishFromForm, loadSignatures, signFromForm } from '#app/signatures-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params }) => loadSignatures(signedIn(locals), params.id);

export const actions: Actions = {
  sign: ({ request, locals, params }) => signFromForm(signedIn(locals), locals.locale, params.id, request),
  begin: ({ request, locals, params }) => beginFromForm(signedIn(locals), locals.locale, params.id, request),
  finish: ({ request, locals, params }) =>
    finishFromForm(signedIn(locals), locals.locale, params.id, request),
};
