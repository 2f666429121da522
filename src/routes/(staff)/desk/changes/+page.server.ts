import { loadWaitingChanges } from '#app/changes/changes-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) => loadWaitingChanges(signedIn(locals), url);
