import { signedIn } from '#app/signed-in.ts';
import { loadForecast } from '#app/waits/forecast-page.ts';
import { monthLabel } from '#text';
import { drawGroupedBars } from '#ui/charts/grouped-bars.server.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, url }) => {
  const forecast = await loadForecast(signedIn(locals), url.searchParams, locals.locale);
  const drawing = drawGroupedBars(
    forecast.months.map(({ month, events }) => ({
      label: monthLabel(month),
      values: events.map(({ n }) => n),
    })),
    String,
  );
  return { ...forecast, drawing };
};
