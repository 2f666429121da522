import { signedIn } from '#app/signed-in.ts';
import { loadLeadList } from '#app/waits/lead-page.ts';
import { shownBy } from '#app/web/unsent.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => ({
  shown: shownBy(event, await loadLeadList(signedIn(event.locals), event.url.searchParams)),
});
