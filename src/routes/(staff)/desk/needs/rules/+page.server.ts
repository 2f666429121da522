import { loadNeedRules } from '#app/needs/rules-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals }) => loadNeedRules(signedIn(locals));
