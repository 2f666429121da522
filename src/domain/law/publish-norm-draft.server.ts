import { isId, localDate, ok, refuse, refuseAll, type LocalDate, type Refusal, type Result } from '#kernel';
import { differentPerson, permit } from '#people';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { recordEvent } from '#records/server';
import { checkNormSet, type SoundNormSet } from './norm-file-faults.server.ts';
import { callPublish, findNormDraft, type NormDraft } from './norm-draft.store.server.ts';
import { mayPublishNorms } from './norm.policy.ts';
import { aboveNational, type AboveNational } from './above-national.ts';
import { normSetOfFile } from './norm-set-of-file.server.ts';
import { normSetOn } from './norm-set.ts';
import { isKnownDocument } from './norm-set.store.server.ts';
import { loadContents, loadNormBook } from './norm.store.server.ts';
import { normRows, priorityFactorRow } from './reference.store.server.ts';

export interface PublishNormDraft {
  readonly draftId: string;
  /** The draft as it was seen. */
  readonly revision: number;
  /** Why rows stand above the national level, where they do; kept with the set. */
  readonly reason: string | null;
}

/** What publication found when it looked: the draft, what it computes as, and the rows above the national level. */
export interface JudgedDraft {
  readonly draft: NormDraft;
  readonly sound: SoundNormSet;
  readonly above: readonly AboveNational[];
}

/**
 * Everything that stands between a draft and its publication, all at once: a fault of form, an example that
 * does not come out, a document that is not in the library, rows above the national level without a reason.
 */
export async function judgeNormDraft(
  tx: Tx,
  cx: Context,
  draft: NormDraft,
  reason: string | null,
): Promise<Result<JudgedDraft>> {
  const contents = await loadContents(tx, cx.province);
  const sound = checkNormSet(draft.input, new Set(contents.keys()));
  if (!sound.ok) return sound;
  const { file } = sound.value;
  const found: Refusal[] = [];
  if (file.norms.length === 0) found.push(refuse('norm_set_is_empty').refusal);
  const cited = [file.document, ...file.norms.flatMap((n) => n.cite?.document ?? [])];
  for (const document of new Set(cited))
    if (!(await isKnownDocument(tx, document)))
      found.push(refuse('norm_document_is_unknown', { document }).refusal);
  const set = normSetOfFile(file);
  const book = await loadNormBook(tx, cx.province);
  const national = normSetOn(book.sets, 'national', cx.province, set.inForce.from);
  const above = set.fund === 'local' && national.ok ? aboveNational(set, national.value) : [];
  if (reason === null) found.push(...refusalsAbove(above));
  return found.length > 0 ? refuseAll(found) : ok({ draft, sound: sound.value, above });
}

/** One for each row that would pay more, with an example; one for all whose figures alone are higher. */
function refusalsAbove(above: readonly AboveNational[]): Refusal[] {
  const figures = above.filter(({ at }) => at === null).map(({ content }) => content);
  return [
    ...above.flatMap(({ content, at }) => {
      if (at === null) return [];
      const { cost, local, national, area, technologyLine, level } = at;
      const circumstances = [area === 'normal' ? [] : area, level ?? [], technologyLine ? 'line' : []].flat();
      const params = { content, cost, local, national, circumstances: circumstances.join(' ') };
      return [refuse('norms_above_national_at', params, 'reason').refusal];
    }),
    ...(figures.length > 0
      ? [refuse('norms_above_national', { contents: figures.join(', ') }, 'reason').refusal]
      : []),
  ];
}

/**
 * Publishes a draft as the set in force from its first day, in the caller's transaction: the set before ends
 * there, or a correction takes the place of the version it puts right. By somebody who wrote nothing of it.
 * Published sets never change; the database holds that, and that of two publications one wins.
 */
export async function publishNormDraft(
  tx: Tx,
  cx: Context,
  { draftId, revision, reason }: PublishNormDraft,
): Promise<Result<{ setId: string; from: LocalDate }>> {
  const draft = isId(draftId) ? await findNormDraft(tx, cx.province, draftId, { lock: true }) : undefined;
  if (!draft) return refuse('norm_draft_not_found');
  const permitted = permit(mayPublishNorms(cx.actor, draft.fund));
  if (!permitted.ok) return permitted;
  for (const { accountId } of draft.editors) {
    const other = differentPerson(cx.actor, accountId);
    if (!other.ok) return other;
  }
  if (draft.state !== 'open' || draft.revision !== revision) return refuse('norm_draft_changed_meanwhile');
  const judged = await judgeNormDraft(tx, cx, draft, reason);
  if (!judged.ok) return judged;
  const { file } = judged.value.sound;
  const from = localDate(file.from);
  const setId = `${draft.fund}${draft.fund === 'local' ? `-${cx.province}` : ''}-${from}-${draft.id.slice(-6)}`;
  const { document, vat = null, verification, note = null } = file;
  const kept = judged.value.above.length > 0 ? reason : null;
  await callPublish(
    tx,
    cx,
    draft,
    {
      id: setId,
      from,
      document,
      vat,
      verification,
      note,
      reason: kept,
      priorityFactor: priorityFactorRow(file),
    },
    normRows(file),
  );
  await recordEvent(tx, cx, {
    kind: 'norm_set.published',
    subject: { kind: 'norm_draft', id: draft.id },
    after: { set: setId, from, corrects: draft.corrects },
    reason: kept,
  });
  return ok({ setId, from });
}
