import { loadCouncils } from '#app/council/council-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) => loadCouncils(signedIn(locals), url, locals.locale);
