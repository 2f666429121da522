import {
  addFromForm,
  importFromForm,
  loadSettlement,
  pasteFromForm,
  removeFromForm,
  submitFromForm,
} from '#app/settlements/settlement-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadSettlement(signedIn(locals), params.id, url);

const post = ({ locals, params, request }: RequestEvent) => ({
  ...{ cx: signedIn(locals), locale: locals.locale, id: params.id, request },
});

export const actions: Actions = {
  add: (event) => addFromForm(post(event)),
  paste: (event) => pasteFromForm(post(event)),
  import: (event) => importFromForm(post(event)),
  remove: (event) => removeFromForm(post(event)),
  submit: (event) => submitFromForm(post(event)),
};
