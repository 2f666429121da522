import { loadProjectPapers } from '#app/papers/papers-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadProjectPapers(signedIn(locals), params.id, url);
