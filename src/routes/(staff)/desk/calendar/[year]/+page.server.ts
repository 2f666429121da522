import { loadCalendarDraft, publishCalendarFromForm, saveCalendarFromForm } from '#app/calendar-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadCalendarDraft(signedIn(locals), params.year, url);

export const actions: Actions = {
  save: ({ locals, params, request }) =>
    saveCalendarFromForm(signedIn(locals), params.year, locals.locale, request),
  publish: ({ locals, params, request }) =>
    publishCalendarFromForm(signedIn(locals), params.year, locals.locale, request),
};
