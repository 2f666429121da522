import { importFromForm, loadReconciliation, treasuryStep } from '#app/payments/treasury-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) =>
  loadReconciliation(signedIn(locals), locals.locale, url);

export const actions: Actions = {
  import: ({ locals, request }) => importFromForm(signedIn(locals), locals.locale, request),
  match: ({ locals, request }) => treasuryStep('match', signedIn(locals), locals.locale, request),
  undo: ({ locals, request }) => treasuryStep('undo', signedIn(locals), locals.locale, request),
};
