import { actFromForm, loadActPage } from '#app/act-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params }) => ({
  act: await loadActPage(signedIn(locals), params.id, params.event, locals.locale),
});

export const actions: Actions = {
  default: ({ locals, params, request }) =>
    actFromForm(
      signedIn(locals),
      locals.locale,
      params.id,
      params.event,
      request,
      `/desk/projects/${params.id}`,
    ),
};
