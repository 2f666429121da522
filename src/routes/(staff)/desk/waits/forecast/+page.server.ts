import { signedIn } from '#app/signed-in.ts';
import { loadForecast } from '#app/waits/forecast-page.ts';
import { shownBy } from '#app/web/unsent.ts';
import { monthLabel } from '#text';
import { drawGroupedBars } from '#ui/charts/grouped-bars.server.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const forecast = await loadForecast(signedIn(event.locals), event.url.searchParams, event.locals.locale);
  const drawing = drawGroupedBars(
    forecast.months.map(({ month, events }) => ({
      label: monthLabel(month),
      values: events.map(({ n }) => n),
    })),
    String,
  );
  const millions = (amount: bigint) => Number(amount / 1_000_000n);
  const moneyDrawing = drawGroupedBars(
    forecast.months.map(({ month, events }) => ({
      label: monthLabel(month),
      values: events.map(({ amount }) => millions(amount)),
    })),
    (value) => value.toLocaleString(event.locals.locale === 'vi' ? 'vi-VN' : 'en-GB'),
  );
  return { shown: shownBy(event, { ...forecast, drawing, moneyDrawing }) };
};
