import { loadTrailDay } from '#app/seals/trail-page.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) => loadTrailDay(locals, params.day, url);
