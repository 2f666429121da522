import { loadBatches, treasuryStep } from '#app/payments/treasury-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) => loadBatches(signedIn(locals), locals.locale, url);

export const actions: Actions = {
  make: ({ locals, request }) => treasuryStep('make', signedIn(locals), locals.locale, request),
  drop: ({ locals, request }) => treasuryStep('drop', signedIn(locals), locals.locale, request),
};
