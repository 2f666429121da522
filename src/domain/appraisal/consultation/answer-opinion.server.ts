import { isId, ok, refuse, todayIn, type Result } from '#kernel';
import { permit } from '#people';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { isRecused, projectSubject } from '#projects/server';
import { recordEvent } from '#records/server';
import { insertAnswer } from './answer.store.server.ts';
import type { AnswerInput } from './consultation.form.ts';
import { mayAnswer, takeAnswer, type Letter } from './consultation.ts';
import { findOpinion, updateOpinion, type Opinion } from './consultation.store.server.ts';

/** The answer of a unit, by one of its officers. Refuses `opinion_not_found`, and what `takeAnswer` does. */
export async function answerOpinion(
  cx: Context,
  opinionId: string,
  input: AnswerInput,
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const opinion = isId(opinionId)
      ? await findOpinion(tx, cx.province, { id: opinionId }, 'lock')
      : undefined;
    // Who may not answer cannot tell it from one that is not there.
    if (!opinion?.unitId || !permit(mayAnswer(cx.actor, opinion.unitId)).ok)
      return refuse('opinion_not_found');
    if (await isRecused(tx, cx, opinion.projectId)) return refuse('opinion_not_found');
    return recordAnswer(tx, cx, opinion, input);
  });
}

/** Writes an answer down, whoever gave it; the opinion is locked by the caller. */
export async function recordAnswer(
  tx: Tx,
  by: Pick<Context, 'province' | 'now'> & { readonly actor: Context['actor'] | null },
  opinion: Opinion,
  input: AnswerInput & { readonly letter?: Letter },
): Promise<Result<void>> {
  const taken = takeAnswer(opinion, todayIn(by.now));
  if (!taken.ok) return taken;
  const no = opinion.answers + 1;
  const actor = by.actor?.accountId ?? null;
  await insertAnswer(tx, by.province, {
    ...input,
    ...taken.value,
    opinionId: opinion.id,
    no,
    at: by.now,
    by: actor,
  });
  await updateOpinion(tx, by.province, opinion.id, { answers: no });
  await recordEvent(tx, by, {
    kind: 'appraisal.opinion_answered',
    subject: projectSubject(opinion.projectId),
    after: {
      opinionId: opinion.id,
      who: opinion.who,
      no,
      verdict: input.verdict,
      points: input.points.length,
      ...(input.letter ? { letter: input.letter.number, writtenOn: input.letter.writtenOn } : {}),
    },
  });
  return ok(undefined);
}
