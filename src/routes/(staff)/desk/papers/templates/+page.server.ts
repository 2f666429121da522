import { loadTemplates } from '#app/papers/templates-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals }) => loadTemplates(signedIn(locals));
