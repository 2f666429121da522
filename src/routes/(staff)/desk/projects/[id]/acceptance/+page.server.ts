import { loadAcceptance, meetFromForm, photoFromForm } from '#app/settlements/acceptance-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadAcceptance(signedIn(locals), params.id, url);

const post = ({ locals, params, request }: RequestEvent) => ({
  ...{ cx: signedIn(locals), locale: locals.locale, id: params.id, request },
});

export const actions: Actions = {
  meet: (event) => meetFromForm(post(event)),
  photo: (event) => photoFromForm(post(event)),
};
