import { isId, newId, ok, refuse, todayIn, type Result } from '#kernel';
import type { LocalDate } from '#kernel';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { permitAct } from '#projects';
import { projectFor, projectSubject, rulesFor, type Project } from '#projects/server';
import { addDocument, recordEvent, type StoredFile } from '#records/server';
import { insertPhoto } from './photo.store.server.ts';
import type { PhotoFacts } from './photo.ts';

/** Whoever may accept, before and after it. */
export async function mayAddPhoto(tx: Tx, cx: Context, project: Project, today: LocalDate): Promise<boolean> {
  const rules = await rulesFor(tx, cx.province, project.procedure, today, project);
  return (
    rules.ok &&
    permitAct(cx.actor, { ...project, state: 'contracted' }, 'fail_acceptance', rules.value.ruleOf).ok
  );
}

/** Adds a photo of the site: `shown` is the copy without place and time, `original` the hash of the photo as it came. */
export async function addPhoto(
  cx: Context,
  projectId: string,
  photo: {
    readonly shown: StoredFile;
    readonly original: string;
    readonly facts: PhotoFacts;
    readonly caption: string | null;
  },
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const project = isId(projectId) ? await projectFor(tx, cx, projectId) : undefined;
    if (!project || project.contract === null) return refuse('project_not_found');
    if (!(await mayAddPhoto(tx, cx, project, todayIn(cx.now)))) return refuse('photo_not_permitted');
    const subject = projectSubject(projectId);
    const title = photo.caption ?? photo.shown.fileName;
    const documentId = await addDocument(tx, cx, { kind: 'site_photo', title, subject, file: photo.shown });
    await insertPhoto(tx, cx, { id: newId(cx.now.getTime()), projectId, documentId, ...photo });
    await recordEvent(tx, cx, { kind: 'acceptance.photo_added', subject, after: { documentId } });
    return ok(undefined);
  });
}
