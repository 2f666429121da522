import { loadNormAnswersPage } from '#app/norm-answers-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadNormAnswersPage(signedIn(locals), params.id, url.searchParams.get('on'), locals.locale);
