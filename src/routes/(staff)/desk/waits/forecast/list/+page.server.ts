import { signedIn } from '#app/signed-in.ts';
import { loadForecastList } from '#app/waits/forecast-page.ts';
import { shownBy } from '#app/web/unsent.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => ({
  shown: shownBy(event, await loadForecastList(signedIn(event.locals), event.url.searchParams)),
});
