import { signedIn } from '#app/signed-in.ts';
import { loadForecastList } from '#app/waits/forecast-page.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) => loadForecastList(signedIn(locals), url.searchParams);
