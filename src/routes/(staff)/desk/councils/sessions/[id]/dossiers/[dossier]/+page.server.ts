import {
  ballotFromForm,
  concludeFromForm,
  conflictFromForm,
  loadDossier,
} from '#app/council/session-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadDossier(signedIn(locals), params.id, params.dossier, url);

const posted = ({ locals, params, request }: RequestEvent) => ({
  ...{ cx: signedIn(locals), locale: locals.locale, session: params.id, request },
});

export const actions: Actions = {
  vote: (event) => ballotFromForm(posted(event), event.params.dossier),
  conflict: (event) => conflictFromForm(posted(event), event.params.dossier, 'conflict'),
  withdraw: (event) => conflictFromForm(posted(event), event.params.dossier, 'withdrawn'),
  conclude: (event) => concludeFromForm(posted(event), event.params.dossier),
};
