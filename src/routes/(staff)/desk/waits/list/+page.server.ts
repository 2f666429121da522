import { signedIn } from '#app/signed-in.ts';
import { loadWaitList } from '#app/waits/waits-page.ts';
import { shownBy } from '#app/web/unsent.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => ({
  shown: shownBy(event, await loadWaitList(signedIn(event.locals), event.url.searchParams)),
});
