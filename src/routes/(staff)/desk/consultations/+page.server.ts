import { loadOpinionDesk } from '#app/appraisal/opinion-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) => loadOpinionDesk(signedIn(locals), url);
