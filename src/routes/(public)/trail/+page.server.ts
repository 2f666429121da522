import { loadTrail } from '#app/seals/trail-page.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) => loadTrail(locals, url);
