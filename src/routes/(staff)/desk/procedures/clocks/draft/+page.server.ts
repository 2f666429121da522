import {
  loadClockRulesDraft,
  publishClockRulesFromForm,
  saveClockRulesFromForm,
} from '#app/clocks/rules-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) => loadClockRulesDraft(signedIn(locals), url);

export const actions: Actions = {
  save: ({ locals, request }) => saveClockRulesFromForm(signedIn(locals), locals.locale, request, 'rules'),
  return: ({ locals, request }) => saveClockRulesFromForm(signedIn(locals), locals.locale, request, 'return'),
  publish: ({ locals, request }) => publishClockRulesFromForm(signedIn(locals), locals.locale, request),
};
