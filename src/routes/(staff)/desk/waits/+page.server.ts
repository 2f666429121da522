import { signedIn } from '#app/signed-in.ts';
import { loadWaits } from '#app/waits/waits-page.ts';
import { stageLabel } from '#text';
import { drawStackedBars } from '#ui/charts/stacked-bars.server.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, url }) => {
  const waits = await loadWaits(signedIn(locals), url.searchParams, locals.locale);
  const locale = locals.locale === 'vi' ? 'vi-VN' : 'en-GB';
  const drawing = drawStackedBars(
    waits.byStage.map(({ stage, open, late, soon }) => ({
      label: stageLabel(stage),
      parts: [late, soon, open - late - soon],
      text: open.toLocaleString(locale),
    })),
  );
  return { ...waits, drawing };
};
