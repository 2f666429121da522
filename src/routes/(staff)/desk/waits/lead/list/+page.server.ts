import { signedIn } from '#app/signed-in.ts';
import { loadLeadList } from '#app/waits/lead-page.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) => loadLeadList(signedIn(locals), url.searchParams);
