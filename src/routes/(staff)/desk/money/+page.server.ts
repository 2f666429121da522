import { loadYearPage } from '#app/money/year-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) =>
  loadYearPage(signedIn(locals), locals.locale, url.searchParams.get('year'));
