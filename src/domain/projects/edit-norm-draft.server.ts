import { isId, ok, refuseAll, type Result } from '#kernel';
import { findNormDraft, saveNormDraft, type NormSetInput } from '#law/server';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { boundWithout, inUse, provinceNames } from './publish-norm-set.server.ts';

/**
 * Writes a draft on, as `saveNormDraft` does. A row that projects use cannot be taken out of a correction: what
 * binds them would be gone from the version that stands in for it. Publication looks once more. Refuses besides
 * `norm_is_in_use`, `norm_is_in_use_elsewhere`.
 */
export async function editNormDraft(
  cx: Context,
  id: string,
  revision: number,
  change: (input: NormSetInput) => Result<NormSetInput>,
): Promise<Result<{ revision: number }>> {
  const draft = isId(id) ? await inProvince(cx, (tx) => findNormDraft(tx, cx.province, id)) : undefined;
  if (!draft?.corrects || draft.revision !== revision) return saveNormDraft(cx, id, revision, change);
  const changed = change(draft.input);
  if (!changed.ok) return saveNormDraft(cx, id, revision, change);
  const kept = changed.value.norms.map(({ content }) => content);
  const gone = draft.input.norms.filter(({ content }) => !kept.includes(content));
  if (gone.length === 0) return saveNormDraft(cx, id, revision, () => changed);
  const corrects = draft.corrects;
  const found = await inProvince(cx, async (tx) => {
    const bound = await boundWithout(tx, cx.province, corrects, changed.value);
    return inUse(bound, await provinceNames(tx, cx));
  });
  return saveNormDraft(cx, id, revision, () => (found.length > 0 ? refuseAll(found) : ok(changed.value)));
}
