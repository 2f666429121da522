import { loadMyNeeds } from '#app/needs/need-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals }) => loadMyNeeds(signedIn(locals), locals.locale);
