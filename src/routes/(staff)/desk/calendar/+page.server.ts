import { loadCalendarPage } from '#app/calendar-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) =>
  loadCalendarPage(signedIn(locals), url, locals.locale);
