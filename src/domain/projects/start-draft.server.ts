import { newId, ok, refuse, todayIn, yearOf, type FormFields, type Result } from '#kernel';
import { findEstablishment } from '#establishments/server';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import { recordEvent } from '#records/server';
import { insertDraft } from './draft.store.server.ts';
import { mayDraft } from './project.policy.ts';
import { insertProject } from './new-project.store.server.ts';
import { projectSubject } from './project.store.server.ts';

/** Starts a request of an establishment, with what is already known filled in. */
export async function startDraft(
  cx: Context,
  input: { establishmentId: string; fields?: FormFields },
): Promise<Result<{ id: string }>> {
  return transact(cx, async (tx) => {
    const establishment = await findEstablishment(tx, input.establishmentId);
    if (!establishment || !mayDraft(cx.actor, establishment.unitId)) return refuse('establishment_not_found');

    const fields: FormFields = {
      procedure: 'provincial',
      contentCode: 'MM-01',
      'costLines.0.eligible': 'on',
      fiscalYear: String(yearOf(todayIn(cx.now))),
      ...input.fields,
    };
    const id = newId(cx.now.getTime());

    await insertProject(tx, cx, {
      id,
      of: { establishmentId: establishment.id, communeCode: establishment.commune },
      procedure: fields['procedure'] === 'national' ? 'national' : 'provincial',
      contentCode: fields['contentCode'] ?? 'MM-01',
      fiscalYear: Number(fields['fiscalYear']) || yearOf(todayIn(cx.now)),
      title: fields['title'] ?? '',
    });
    await insertDraft(tx, cx, id, fields);

    await recordEvent(tx, cx, { kind: 'project.drafted', subject: projectSubject(id) });
    return ok({ id });
  });
}
