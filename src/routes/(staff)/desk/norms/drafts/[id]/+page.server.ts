import {
  attachFile,
  dropFromForm,
  loadDraftPage,
  publishFromForm,
  saveHead,
  takeUpFromForm,
} from '#app/norms/draft-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params }) =>
  loadDraftPage(signedIn(locals), params.id, locals.locale);

export const actions: Actions = {
  head: ({ locals, params, request }) => saveHead(signedIn(locals), params.id, locals.locale, request),
  file: ({ locals, params, request }) => attachFile(signedIn(locals), params.id, locals.locale, request),
  publish: ({ locals, params, request }) =>
    publishFromForm(signedIn(locals), params.id, locals.locale, request),
  drop: ({ locals, params, request }) => dropFromForm(signedIn(locals), params.id, locals.locale, request),
  takeUp: ({ locals, params }) => takeUpFromForm(signedIn(locals), params.id, locals.locale),
};
