import { importFromForm, loadSetsPage, startFromForm } from '#app/norms/sets-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals }) => loadSetsPage(signedIn(locals), locals.locale);

export const actions: Actions = {
  start: ({ locals, request }) => startFromForm(signedIn(locals), locals.locale, request),
  import: ({ locals, request }) => importFromForm(signedIn(locals), locals.locale, request),
};
