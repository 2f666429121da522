import { changeRoundFromForm, loadRound } from '#app/needs/round-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadRound(signedIn(locals), params.round, url);

const change =
  (what: 'extend' | 'close' | 'reopen'): Actions[string] =>
  ({ locals, params, request }) =>
    changeRoundFromForm(signedIn(locals), locals.locale, params.round, request, what);

export const actions: Actions = {
  extend: change('extend'),
  close: change('close'),
  reopen: change('reopen'),
};
