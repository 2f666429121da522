import { dropLevelFromForm, loadLevels, setLevelFromForm } from '#app/estimates/levels-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) => loadLevels(signedIn(locals), url);

export const actions: Actions = {
  set: ({ locals, request }) => setLevelFromForm(signedIn(locals), locals.locale, request),
  drop: ({ locals, request }) => dropLevelFromForm(signedIn(locals), locals.locale, request),
};
