import { askExtensionFromForm, loadExtensionPage } from '#app/clocks/extension-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params }) => loadExtensionPage(signedIn(locals), params.id);

export const actions: Actions = {
  ask: ({ locals, params, request }) =>
    askExtensionFromForm(
      signedIn(locals),
      params.id,
      locals.locale,
      request,
      `/my/requests/${params.id}/extension`,
    ),
};
