import {
  addPaperFromForm,
  changeNeedFromForm,
  loadNeedPage,
  removePaperFromForm,
  requestNeedFromForm,
  withdrawNeedFromForm,
} from '#app/needs/need-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadNeedPage(signedIn(locals), locals.locale, params.id, url);

export const actions: Actions = {
  save: ({ locals, params, request }) =>
    changeNeedFromForm(signedIn(locals), locals.locale, params.id, request),
  paper: ({ locals, params, request }) =>
    addPaperFromForm(signedIn(locals), locals.locale, params.id, request),
  unpaper: ({ locals, params, request }) =>
    removePaperFromForm(signedIn(locals), locals.locale, params.id, request),
  request: ({ locals, params }) => requestNeedFromForm(signedIn(locals), locals.locale, params.id),
  withdraw: ({ locals, params, request }) =>
    withdrawNeedFromForm(signedIn(locals), locals.locale, params.id, request, true),
  restore: ({ locals, params, request }) =>
    withdrawNeedFromForm(signedIn(locals), locals.locale, params.id, request, false),
};
