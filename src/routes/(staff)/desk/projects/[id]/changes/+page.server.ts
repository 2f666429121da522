import {
  decideChangeFromForm,
  loadChanges,
  requestChangeFromForm,
  withdrawChangeFromForm,
} from '#app/changes/changes-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadChanges(signedIn(locals), params.id, locals.locale, url);

export const actions: Actions = {
  request: ({ locals, params, request }) =>
    requestChangeFromForm(signedIn(locals), locals.locale, params.id, request),
  decide: ({ locals, params, request }) =>
    decideChangeFromForm(signedIn(locals), locals.locale, params.id, request),
  withdraw: ({ locals, params, request }) =>
    withdrawChangeFromForm(signedIn(locals), locals.locale, params.id, request),
};
