import { loadComparePage } from '#app/plans/compare-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadComparePage(signedIn(locals), params.id, url, locals.locale);
