import { loadContract, signFromForm, stepFromForm } from '#app/contracts/contract-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Action, Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadContract(signedIn(locals), params.id, url);

const step =
  (name: string): Action =>
  ({ locals, params, request }) =>
    stepFromForm(name, { cx: signedIn(locals), locale: locals.locale, id: params.id, request });

export const actions: Actions = {
  sign: ({ locals, params, request }) => signFromForm(signedIn(locals), locals.locale, params.id, request),
  open: step('open'),
  save: step('save'),
  send: step('send'),
  drop: step('drop'),
  annex: step('annex'),
  correct: step('correct'),
  suspend: step('suspend'),
  resume: step('resume'),
  done: step('done'),
  undo: step('undo'),
};
