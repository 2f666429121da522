import { loadReadings } from '#app/seals/readings-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) => loadReadings(signedIn(locals), url);
