import { answerExpertFromForm, loadExpert } from '#app/appraisal/opinion-page.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url, setHeaders }) => {
  // The link stays here; “no-referrer” would take the form's origin too, and the answer would be refused.
  setHeaders({ 'referrer-policy': 'same-origin', 'cache-control': 'private, no-store' });
  return loadExpert(locals, params.token, url);
};

export const actions: Actions = {
  default: ({ locals, params, request }) => answerExpertFromForm(locals, params.token, request),
};
