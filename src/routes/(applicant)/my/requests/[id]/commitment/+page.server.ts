import { loadCommitmentPage } from '#app/commitment-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params }) =>
  loadCommitmentPage(signedIn(locals), params.id, locals.locale);
