import { ok, refuse, refuseAll, todayIn, type FormFields, type Result } from '#kernel';
import type { Context } from '#people/server';
import { inProvince, transact, type Tx } from '#platform/server';
import { recordEvent } from '#records/server';
import type { ProjectFacts } from '../act.ts';
import { factsOf } from '../facts.server.ts';
import { projectFor, projectSubject, type Project } from '../project.store.server.ts';
import { draftRows, rowFields, withKeys } from './draft-rows.ts';
import { lineFields, MOST_LINES } from './estimate-lines.ts';
import { draftSaved, estimateDraft, writeEstimateDraft } from './estimate.store.server.ts';
import { mergeDrafts, type Choices, type Merge } from './merge-drafts.ts';
import { openEstimate } from './open-estimate.server.ts';

/** Keeps what is typed of a planned project's estimate. Refuses `estimate_changed_meanwhile`: see `readMerge`. */
export async function saveEstimate(
  cx: Context,
  input: { projectId: string; revision: number; fields: FormFields },
): Promise<Result<{ revision: number }>> {
  return transact(cx, async (tx) => {
    const open = await openEstimate(tx, cx, input.projectId);
    if (!open.ok) return open;
    return (await writeEstimateDraft(tx, cx, input))
      ? ok({ revision: input.revision + 1 })
      : refuse('estimate_changed_meanwhile');
  });
}

/** What an estimate begins with before anybody saved it: the lines of its request or of its last version. */
export const proposedDraft = (facts: Pick<ProjectFacts, 'estimateLines'>): FormFields =>
  withKeys(lineFields(facts.estimateLines), 'p');

/** Three hands of one estimate, and what they come to together. */
export interface DraftMerge extends Merge {
  /** The saving mine began from, and the one it would be written over. */
  readonly from: number;
  readonly onto: number;
  readonly savedBy: string;
  readonly savedAt: Date;
}

interface Mine {
  readonly projectId: string;
  /** The saving that was on the page when it was typed; 0: none yet. */
  readonly revision: number;
  readonly fields: FormFields;
  readonly choices?: Choices;
}

/** How what somebody typed meets what was saved since; null where nothing was. */
export async function readMerge(cx: Context, mine: Mine): Promise<DraftMerge | null> {
  return inProvince(cx, async (tx) => {
    const project = await projectFor(tx, cx, mine.projectId);
    return project ? mergeIn(tx, cx, project, mine) : null;
  });
}

async function mergeIn(tx: Tx, cx: Context, project: Project, mine: Mine): Promise<DraftMerge | null> {
  const theirs = await estimateDraft(tx, cx.province, project.id);
  if (!theirs || theirs.revision === mine.revision) return null;
  const base =
    mine.revision === 0
      ? proposedDraft(await factsOf(tx, cx, project, todayIn(cx.now)))
      : await draftSaved(tx, cx.province, project.id, mine.revision);
  const [before, own, saved] = [base ?? {}, mine.fields, theirs.fields].map(draftRows);
  const { revision: onto, savedBy, savedAt } = theirs;
  return { ...mergeDrafts(before!, own!, saved!, mine.choices), from: mine.revision, onto, savedBy, savedAt };
}

/**
 * Saves both hands brought together as the next draft. `onto`: the saving the person was shown. Refuses
 * `estimate_changed_meanwhile` where somebody saved again since, `estimate_choice_is_open` beside each choice left open,
 * `rows_are_too_many`.
 */
export async function mergeEstimate(
  cx: Context,
  mine: Mine & { readonly onto: number },
): Promise<Result<{ revision: number }>> {
  return transact(cx, async (tx) => {
    const open = await openEstimate(tx, cx, mine.projectId);
    if (!open.ok) return open;
    const project = open.value;
    const merge = await mergeIn(tx, cx, project, mine);
    if (!merge || merge.onto !== mine.onto) return refuse('estimate_changed_meanwhile');
    if (merge.open.length > 0)
      return refuseAll(merge.open.map((field) => ({ code: 'estimate_choice_is_open', params: {}, field })));
    const rows = merge.rows.flatMap((row) => row.kept ?? []);
    if (rows.length > MOST_LINES) return refuse('rows_are_too_many', { max: MOST_LINES }, 'lines');
    const draft = { projectId: project.id, revision: mine.onto, fields: rowFields(rows) };
    if (!(await writeEstimateDraft(tx, cx, draft))) return refuse('estimate_changed_meanwhile');
    await recordEvent(tx, cx, {
      kind: 'project.estimate_merged',
      subject: projectSubject(project.id),
      after: { revision: mine.onto + 1, from: merge.from, onto: mine.onto },
    });
    return ok({ revision: mine.onto + 1 });
  });
}
