import {
  changeFromForm,
  commitmentFromForm,
  loadPlanPage,
  scenarioFromForm,
  splitFromForm,
} from '#app/plans/plan-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadPlanPage(signedIn(locals), params.id, url, locals.locale);

const posted = ({ locals, params, url, request }: RequestEvent) => ({
  cx: signedIn(locals),
  locale: locals.locale,
  url,
  id: params.id,
  request,
});

export const actions: Actions = {
  change: (event) => changeFromForm(posted(event)),
  split: (event) => splitFromForm(posted(event)),
  commitment: (event) => commitmentFromForm(posted(event)),
  copy: (event) => scenarioFromForm(posted(event), 'copy'),
  rename: (event) => scenarioFromForm(posted(event), 'rename'),
  drop: (event) => scenarioFromForm(posted(event), 'drop'),
  bring_back: (event) => scenarioFromForm(posted(event), 'bring_back'),
  propose: (event) => scenarioFromForm(posted(event), 'propose'),
  forward: (event) => scenarioFromForm(posted(event), 'forward'),
};
