import type { LocalDate, Result } from '#kernel';
import { evaluate } from '#law';
import { loadNormBook, loadNormSet } from '#law/server';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { applicableNorm, type NormAnswer } from './applicable-norm.ts';
import { supportFacts } from './facts.server.ts';
import type { Project } from './project.store.server.ts';
import { latestRequest } from './version.store.server.ts';

/** What the norms say of a request: under the set that binds it, and by the set in force on another day. */
export interface NormAnswers {
  /** The day the plan was approved, and the answer under the set frozen then; null before that. */
  readonly frozen: { readonly on: LocalDate; readonly answer: Result<NormAnswer> } | null;
  readonly onDay: Result<NormAnswer>;
}

/** Computes the latest request of a project anew for a day; undefined where nothing was submitted. Changes nothing. */
export async function readNormAnswers(
  tx: Tx,
  cx: Context,
  project: Project,
  on: LocalDate,
): Promise<NormAnswers | undefined> {
  const request = await latestRequest(tx, cx.province, project.id);
  if (!request) return undefined;
  const book = await loadNormBook(tx, cx.province);
  const onDay = applicableNorm(await supportFacts(tx, cx.province, project, request, on), on, book);
  const approved = project.lastActs.get('approve_plan')?.onDate;
  if (project.normSetId === null || approved === undefined) return { frozen: null, onDay };
  const set = await loadNormSet(tx, project.normSetId);
  if (!set) throw new Error(`project ${project.id}: the norms ${project.normSetId} are gone`);
  const facts = await supportFacts(tx, cx.province, project, request, approved);
  return { frozen: { on: approved, answer: evaluate({ ...facts, fund: set.fund }, approved, set) }, onDay };
}
