import { signedIn } from '#app/signed-in.ts';
import { loadWaitList } from '#app/waits/waits-page.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) => loadWaitList(signedIn(locals), url.searchParams);
