import { ok, refuse, type FormFields, type Result } from '#kernel';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import { draftOf, replaceDraft } from './draft.store.server.ts';
import { mayDraft } from './project.policy.ts';
import { projectFor } from './project.store.server.ts';

/** More than any honest form has; keeps a draft a draft. */
const MOST_CHARACTERS = 200_000;

/**
 * Keeps what is typed, valid or not. `revision` is the one the form was opened with: a newer save
 * from another window is refused as `draft_changed_meanwhile` and nothing is overwritten.
 */
export async function saveDraft(
  cx: Context,
  input: { projectId: string; fields: FormFields; revision: number },
): Promise<Result<{ revision: number }>> {
  return transact(cx, async (tx) => {
    const project = await projectFor(tx, cx, input.projectId);
    if (!project) return refuse('project_not_found');

    if (!mayDraft(cx.actor, project.establishmentUnit))
      return refuse('act_not_permitted', { event: 'submit' });
    if (project.state !== 'draft' && project.state !== 'supplement_requested')
      return refuse('draft_is_closed', { state: project.state });

    if (JSON.stringify(input.fields).length > MOST_CHARACTERS)
      return refuse('draft_is_too_long', { max: MOST_CHARACTERS });
    const before = await draftOf(tx, cx.province, project.id);
    if (before && sameFields(before.fields, input.fields)) return ok({ revision: before.revision });

    const revision = await replaceDraft(tx, cx, project.id, input.fields, input.revision);
    return revision === undefined ? refuse('draft_changed_meanwhile') : ok({ revision });
  });
}

function sameFields(a: FormFields, b: FormFields): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((k) => a[k] === b[k]);
}
