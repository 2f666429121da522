import { isId, ok, refuse, todayIn, type Result } from '#kernel';
import { requestPapersOn } from '#law/server';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { addDocument, recordEvent, type StoredFile } from '#records/server';
import { documentKinds, type DocumentKind } from '#records';
import { mayDraft } from '../project.policy.ts';
import { projectFor, projectSubject, type Project } from '../project.store.server.ts';
import { MOST_PAPERS } from './checklist.ts';
import { dossierPapers, insertDossierPaper, removeDossierPaper } from './dossier-paper.store.server.ts';

/**
 * Puts a stored file into the dossier of a draft, for an item of the checklist. Refuses `project_not_found`,
 * `act_not_permitted`, `draft_is_closed`, `dossier_item_is_unknown`, `dossier_has_too_many_papers`.
 */
export async function attachPaper(
  cx: Context,
  input: { readonly projectId: string; readonly item: string; readonly file: StoredFile },
): Promise<Result<{ documentId: string }>> {
  return transact(cx, async (tx) => {
    const project = await openDossier(tx, cx, input.projectId);
    if (!project.ok) return project;
    const items = await requestPapersOn(tx, todayIn(cx.now));
    const { item, file } = input;
    if (!items.some(({ code }) => code === item)) return refuse('dossier_item_is_unknown', { item });
    if ((await dossierPapers(tx, cx.province, input.projectId)).length >= MOST_PAPERS)
      return refuse('dossier_has_too_many_papers', { most: MOST_PAPERS }, `papers.${item}`);
    const documentId = await addDocument(tx, cx, {
      kind: (documentKinds as readonly string[]).includes(item) ? (item as DocumentKind) : 'other',
      title: file.fileName,
      subject: projectSubject(input.projectId),
      file,
    });
    await insertDossierPaper(tx, cx, { projectId: input.projectId, documentId, item });
    return ok({ documentId });
  });
}

/**
 * Takes a paper out of a draft's dossier; versions that were sent with it keep it. Refuses as `attachPaper`, and
 * `dossier_paper_is_gone` where it is not there any more.
 */
export async function removePaper(
  cx: Context,
  input: { readonly projectId: string; readonly documentId: string },
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const project = await openDossier(tx, cx, input.projectId);
    if (!project.ok) return project;
    if (!isId(input.documentId) || !(await removeDossierPaper(tx, cx, input)))
      return refuse('dossier_paper_is_gone');
    await recordEvent(tx, cx, {
      kind: 'project.paper_removed',
      subject: projectSubject(input.projectId),
      before: { document: input.documentId },
    });
    return ok(undefined);
  });
}

/** The project, locked, whose dossier its applicant may still change. */
async function openDossier(tx: Tx, cx: Context, id: string): Promise<Result<Project>> {
  const project = await projectFor(tx, cx, id, { lock: true });
  if (!project) return refuse('project_not_found');
  if (!mayDraft(cx.actor, project.establishmentUnit)) return refuse('act_not_permitted', { event: 'submit' });
  if (project.state !== 'draft' && project.state !== 'supplement_requested')
    return refuse('draft_is_closed', { state: project.state });
  return ok(project);
}
