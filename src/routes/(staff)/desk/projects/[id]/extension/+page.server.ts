import {
  askExtensionFromForm,
  extendFromForm,
  loadExtensionPage,
  refuseExtensionFromForm,
} from '#app/clocks/extension-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params }) => loadExtensionPage(signedIn(locals), params.id);

export const actions: Actions = {
  give: ({ locals, params, request }) => extendFromForm(signedIn(locals), params.id, locals.locale, request),
  refuse: ({ locals, params, request }) =>
    refuseExtensionFromForm(signedIn(locals), params.id, locals.locale, request),
  ask: ({ locals, params, request }) =>
    askExtensionFromForm(
      signedIn(locals),
      params.id,
      locals.locale,
      request,
      `/desk/projects/${params.id}/extension`,
    ),
};
