import { refuse, type LocalDate, type Result } from '#kernel';
import { findNormDraft, publishNormDraft, type PublishNormDraft } from '#law/server';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';

/** Named in a refusal; beyond these, their number would help nobody more. */
const NAMED = 10;

/**
 * Publishes a draft of norms, unless projects would lose what binds them: no plan may have been approved under
 * the set before on or after the day it would end, and a correction keeps every norm that projects use.
 * Refuses `norm_set_binds_projects` and `norm_is_in_use`, naming the projects; the rest is the law's.
 */
export async function publishNormSet(
  cx: Context,
  input: PublishNormDraft,
): Promise<Result<{ setId: string; from: LocalDate }>> {
  return transact(cx, async (tx) => {
    const draft = await findNormDraft(tx, cx.province, input.draftId);
    if (draft?.corrects) {
      const kept = draft.input.norms.map((norm) => norm.content);
      const using = await usingNorms(tx, cx.province, draft.corrects, kept);
      if (using !== null) return refuse('norm_is_in_use', using);
    }
    const published = await publishNormDraft(tx, cx, input);
    if (!published.ok || draft?.corrects) return published;
    const bound = await boundAfter(tx, cx.province, published.value.from, published.value.setId);
    return bound === null ? published : refuse('norm_set_binds_projects', bound);
  });
}

/** Projects of a set whose content is not among those kept. */
async function usingNorms(tx: Tx, province: string, set: string, kept: readonly string[]) {
  const rows = await tx
    .selectFrom('projects.project')
    .select(['number', 'content_code'])
    .where('province', '=', province)
    .where('norm_set_id', '=', set)
    .$if(kept.length > 0, (q) => q.where('content_code', 'not in', kept))
    .orderBy('number')
    .limit(NAMED)
    .execute();
  if (rows.length === 0) return null;
  const contents = [...new Set(rows.map((row) => row.content_code))].join(', ');
  return { contents, projects: rows.map((row) => row.number ?? '–').join(', ') };
}

/** Projects approved on or after a day under sets of that fund that the new one cut short on that day. */
async function boundAfter(tx: Tx, province: string, from: LocalDate, setId: string) {
  const rows = await tx
    .selectFrom('projects.project as p')
    .innerJoin('law.norm_set as s', 's.id', 'p.norm_set_id')
    .innerJoin('law.norm_set as n', (j) => j.onRef('n.fund', '=', 's.fund').on('n.id', '=', setId))
    .innerJoin('projects.act as a', (j) =>
      j.onRef('a.province', '=', 'p.province').onRef('a.project_id', '=', 'p.id'),
    )
    .select('p.number')
    .where('p.province', '=', province)
    .where('s.id', '<>', setId)
    .where('s.valid_until', '=', from)
    .where('a.event', '=', 'approve_plan')
    .where('a.on_date', '>=', from)
    .orderBy('p.number')
    .limit(NAMED)
    .execute();
  return rows.length === 0 ? null : { from, projects: rows.map((row) => row.number ?? '–').join(', ') };
}
