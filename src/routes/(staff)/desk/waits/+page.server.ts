import { admit } from '#app/access.ts';
import { signedIn } from '#app/signed-in.ts';
import { loadWaits } from '#app/waits/waits-page.ts';
import { shownBy } from '#app/web/unsent.ts';
import { m } from '#messages';
import { stageLabel } from '#text';
import { drawStageFlow, drawStageFlowDown } from '#ui/charts/stage-flow.server.ts';
import { shareText } from './share-text.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const { locals, url } = event;
  const cx = signedIn(locals);
  const waits = await loadWaits(cx, url.searchParams, locals.locale);
  const locale = locals.locale === 'vi' ? 'vi-VN' : 'en-GB';
  const stages = waits.byStage.map(({ stage, open, late, soon, passed }) => ({
    label: stageLabel(stage),
    parts: [late, soon, open - late - soon] as const,
    text: open.toLocaleString(locale),
    note:
      open === 0 ? '' : late === 0 ? m.waits_none_late() : m.waits_late_of({ share: shareText(late, open) }),
    late: late > 0,
    passed,
    // A long number leaves no room for words between two stages.
    passedText:
      passed > 999 ? passed.toLocaleString(locale) : m.waits_passed_short({ count: String(passed) }),
  }));
  const nobody = admit('/(staff)/desk/waits/nobody', { signedIn: true, actor: cx.actor });
  const flow = { wide: drawStageFlow(stages), narrow: drawStageFlowDown(stages) };
  return { shown: shownBy(event, { ...waits, flow, seesNobody: nobody === 'enter' }) };
};
