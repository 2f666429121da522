import { loadSetPage } from '#app/norms/sets-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadSetPage(signedIn(locals), params.id, url.searchParams.get('words') ?? '', locals.locale);
