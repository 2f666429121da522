import { cancelFromForm, loadSimulationPage } from '#app/norms/simulation-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params }) =>
  loadSimulationPage(signedIn(locals), params.id, params.simulation, locals.locale);

export const actions: Actions = {
  cancel: ({ locals, params }) =>
    cancelFromForm(signedIn(locals), params.id, params.simulation, locals.locale),
};
