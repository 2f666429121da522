import { loadClockRules } from '#app/clocks/rules-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) => loadClockRules(signedIn(locals), url);
