import { formatDate, isId, ok, refuse, type Result } from '#kernel';
import { permit, type Actor } from '#people';
import { mailboxesOfUnit, type Context, type Delivery } from '#people/server';
import { post, transact, type Tx } from '#platform/server';
import { projectFor, projectSubject } from '#projects/server';
import { recordEvent } from '#records/server';
import { resolvePointRow } from './answer.store.server.ts';
import type { ResolutionInput } from './consultation.form.ts';
import { mayConsult, mayWaive } from './consultation.ts';
import { findOpinion, updateOpinion, type Opinion } from './consultation.store.server.ts';

/** Loads and locks an opinion for whoever follows it up. */
async function followed(
  tx: Tx,
  cx: Context,
  opinionId: string,
  may: (actor: Actor) => boolean,
): Promise<Result<Opinion>> {
  const opinion = isId(opinionId) ? await findOpinion(tx, cx.province, { id: opinionId }, 'lock') : undefined;
  if (!opinion || !(await projectFor(tx, cx, opinion.projectId))) return refuse('opinion_not_found');
  const permitted = permit(may(cx.actor));
  return permitted.ok ? ok(opinion) : permitted;
}

const note = (tx: Tx, cx: Context, opinion: Opinion, kind: string, reason: string | null = null) =>
  recordEvent(tx, cx, {
    kind: `appraisal.${kind}`,
    subject: projectSubject(opinion.projectId),
    after: { opinionId: opinion.id, who: opinion.who },
    reason,
  });

/** Reminds a unit's officers; experts are reminded with a new link. Refuses `opinion_is_answered_already`. */
export async function remindOpinion(
  cx: Context,
  opinionId: string,
  delivery: Delivery,
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const found = await followed(tx, cx, opinionId, mayConsult);
    if (!found.ok) return found;
    const opinion = found.value;
    if (opinion.withdrawn) return refuse('opinion_withdrawn');
    if (opinion.answers > 0 || opinion.unitId === null) return refuse('opinion_is_answered_already');
    if (delivery.byMail)
      for (const { name, email } of await mailboxesOfUnit(tx, opinion.unitId)) {
        const values = {
          ...{ name, title: opinion.projectTitle, due: formatDate(opinion.dueOn) },
          path: `/desk/consultations/${opinion.id}`,
        };
        await post(tx, { letter: 'opinion_reminder', to: email, locale: 'vi', values });
      }
    await updateOpinion(tx, cx.province, opinion.id, {
      reminded_at: cx.now,
      reminders: opinion.reminders + 1,
    });
    await note(tx, cx, opinion, 'opinion_reminded');
    return ok(undefined);
  });
}

/** Asks no longer: a link given for it opens nothing any more, and its points bind nobody. */
export async function withdrawOpinion(cx: Context, opinionId: string, reason: string): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const found = await followed(tx, cx, opinionId, mayConsult);
    if (!found.ok) return found;
    if (found.value.withdrawn) return refuse('opinion_withdrawn');
    // An objection is resolved, not made to disappear.
    if (found.value.answers > 0) return refuse('opinion_is_answered_already');
    await updateOpinion(tx, cx.province, opinionId, {
      withdrawn_at: cx.now,
      withdrawn_reason: reason,
      ...{ token_hash: null, link_until: null },
    });
    await note(tx, cx, found.value, 'opinion_withdrawn', reason);
    return ok(undefined);
  });
}

/** A leader goes on without an answer that did not come. */
export async function waiveOpinion(cx: Context, opinionId: string, reason: string): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const found = await followed(tx, cx, opinionId, mayWaive);
    if (!found.ok) return found;
    const { withdrawn, waived, answers } = found.value;
    if (withdrawn || waived) return refuse('opinion_withdrawn');
    if (answers > 0) return refuse('opinion_is_answered_already');
    const by = { waived_at: cx.now, waived_by: cx.actor.accountId, waived_reason: reason };
    await updateOpinion(tx, cx.province, opinionId, by);
    await note(tx, cx, found.value, 'opinion_waived', reason);
    return ok(undefined);
  });
}

/**
 * Says what became of one point: accepted and how, or declined and why. May be said anew until the appraisal is
 * concluded. Refuses `opinion_changed_meanwhile` where the answer was replaced since the page was opened.
 */
export async function resolvePoint(cx: Context, input: ResolutionInput): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const found = await followed(tx, cx, input.opinion, mayConsult);
    if (!found.ok) return found;
    if (found.value.answers !== input.answer) return refuse('opinion_changed_meanwhile');
    const project = await projectFor(tx, cx, found.value.projectId);
    if (!project || !['screened', 'appraisal_prepared'].includes(project.state))
      return refuse('project_is_not_appraised');
    const key = { opinionId: input.opinion, answerNo: input.answer, no: input.point };
    const said = { ...input, by: cx.actor.accountId, at: cx.now };
    if (!(await resolvePointRow(tx, cx.province, key, said))) return refuse('opinion_not_found');
    await recordEvent(tx, cx, {
      kind: 'appraisal.point_resolved',
      subject: projectSubject(found.value.projectId),
      after: { ...key, resolution: input.resolution },
      reason: input.explanation,
    });
    return ok(undefined);
  });
}
