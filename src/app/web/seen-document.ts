import { hearsProject, seesCouncil } from '#appraisal/server';
import { mayFund } from '#funds';
import { isId } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { readNeedOf } from '#programmes/server';
import { projectFor } from '#projects/server';
import { documentOf } from '#records/server';

/** A stored paper with its file, where the actor may see what it belongs to. */
export async function seenDocument(tx: Tx, cx: Context, id: string) {
  const found = isId(id) ? await documentOf(tx, cx.province, id) : undefined;
  if (!found?.file_hash || !found.media_type) return undefined;
  return (await seesSubject(tx, cx, found.subject_kind, found.subject_id)) ? found : undefined;
}

async function seesSubject(tx: Tx, cx: Context, kind: string, id: string): Promise<boolean> {
  if (kind === 'fund') return mayFund(cx.actor, 'see');
  if (kind === 'council') return seesCouncil(tx, cx, id);
  if (kind === 'need') return (await readNeedOf(tx, cx, id)).ok;
  if (kind !== 'project') return false;
  return (await projectFor(tx, cx, id)) !== undefined || (await hearsProject(tx, cx, id));
}
