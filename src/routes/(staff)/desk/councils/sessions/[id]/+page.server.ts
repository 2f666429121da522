import {
  addFromForm,
  dropFromForm,
  loadSession,
  minutesFromForm,
  postponeFromForm,
  presenceFromForm,
  signFromForm,
} from '#app/council/session-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadSession(signedIn(locals), params.id, url);

const posted = ({ locals, params, request }: RequestEvent) => ({
  ...{ cx: signedIn(locals), locale: locals.locale, session: params.id, request },
});

export const actions: Actions = {
  presence: (event) => presenceFromForm(posted(event)),
  add: (event) => addFromForm(posted(event)),
  drop: (event) => dropFromForm(posted(event)),
  postpone: (event) => postponeFromForm(posted(event)),
  minutes: (event) => minutesFromForm(posted(event), event.locals.sample),
  sign: (event) => signFromForm(posted(event)),
};
