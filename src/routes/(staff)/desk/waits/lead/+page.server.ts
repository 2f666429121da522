import { signedIn } from '#app/signed-in.ts';
import { loadLead } from '#app/waits/lead-page.ts';
import { shownBy } from '#app/web/unsent.ts';
import { legLabel } from '#text';
import { drawGroupedBars } from '#ui/charts/grouped-bars.server.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const lead = await loadLead(signedIn(event.locals), event.url.searchParams, event.locals.locale);
  const drawing = drawGroupedBars(
    lead.legs.map(({ leg, year, before }) => ({
      label: legLabel(leg),
      values: [before.working.median, year.working.median],
    })),
    String,
  );
  return { shown: shownBy(event, { ...lead, drawing }) };
};
