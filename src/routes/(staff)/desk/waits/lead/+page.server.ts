import { signedIn } from '#app/signed-in.ts';
import { loadLead } from '#app/waits/lead-page.ts';
import { legLabel } from '#text';
import { drawGroupedBars } from '#ui/charts/grouped-bars.server.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, url }) => {
  const lead = await loadLead(signedIn(locals), url.searchParams, locals.locale);
  const drawing = drawGroupedBars(
    lead.legs.map(({ leg, year, before }) => ({
      label: legLabel(leg),
      values: [before.working.median, year.working.median],
    })),
    String,
  );
  return { ...lead, drawing };
};
