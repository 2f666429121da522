import { m } from '#messages';
import { events, type Event } from '#projects';
import { doneLabel } from './project-labels.ts';

const KINDS: readonly (readonly [RegExp, () => string])[] = [
  [/^document\.added$/, m.trail_kind_document_added],
  [/^project\.drafted$/, m.trail_kind_drafted],
  [/^project\.paper_removed$/, m.trail_kind_paper_removed],
  [/^project\.estimate_/, m.trail_kind_estimate],
  [/^project\.quotation_/, m.trail_kind_quotation],
  [/^project\.beneficiary_/, m.trail_kind_beneficiary],
  [/^project\.change/, m.trail_kind_change],
  [/^appraisal\.(opinions|provinces)_asked$/, m.trail_kind_opinions_asked],
  [/^appraisal\.opinion_answered$/, m.trail_kind_opinion_answered],
  [/^appraisal\.opinion_withdrawn$/, m.trail_kind_opinion_withdrawn],
  [/^appraisal\./, m.trail_kind_appraisal],
  [/^council\./, m.trail_kind_council],
  [/^deadline\.moved$/, m.notices_webhook_deadline_moved],
  [/^deadline\./, m.trail_kind_deadline],
];

/** What an event of the trail says happened, where there is a word for it; its kind otherwise. */
export function trailKindLabel(kind: string): string {
  const act = kind.replace(/^project\./, '');
  if (act !== kind && (events as readonly string[]).includes(act)) return doneLabel(act as Event);
  return KINDS.find(([one]) => one.test(kind))?.[1]() ?? kind;
}
