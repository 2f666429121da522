import { z } from 'zod';
import { isId, ok, readForm, refuse, textField, todayIn, type FormFields, type Result } from '#kernel';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import { permitAct } from '#projects';
import { projectFor, projectSubject, rulesFor } from '#projects/server';
import { addDocument, recordEvent, type StoredFile } from '#records/server';
import { fulfilCondition } from './acceptance.store.server.ts';

/**
 * The conditions of an acceptance are met: said by who may accept, with what shows it. From then on it can be paid. Refuses
 * `acceptance_condition_is_closed_meanwhile`.
 */
export async function meetCondition(
  cx: Context,
  projectId: string,
  { fields, file }: { readonly fields: FormFields; readonly file: StoredFile | null },
): Promise<Result<void>> {
  const read = readForm(z.object({ note: textField({ max: 2000 }) }), fields);
  if (!read.ok) return read;
  return transact(cx, async (tx) => {
    const project = isId(projectId) ? await projectFor(tx, cx, projectId, { lock: true }) : undefined;
    if (!project || project.state === 'draft') return refuse('project_not_found');
    const rules = await rulesFor(tx, cx.province, project.procedure, todayIn(cx.now), project);
    if (!rules.ok) return rules;
    // Whoever may say that they are not met may say that they are.
    const permitted = permitAct(cx.actor, project, 'fail_acceptance', rules.value.ruleOf);
    if (!permitted.ok) return permitted;
    const subject = projectSubject(projectId);
    const documentId =
      file &&
      (await addDocument(tx, cx, { kind: 'acceptance_minutes', title: file.fileName, subject, file }));
    const done = await fulfilCondition(tx, cx, projectId, { note: read.value.note, documentId });
    if (!done) return refuse('acceptance_condition_is_closed_meanwhile');
    await recordEvent(tx, cx, { kind: 'acceptance.condition_met', subject, reason: read.value.note });
    return ok(undefined);
  });
}
