import { isId, ok, refuse, type Result } from '#kernel';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { addDocument, recordEvent, type StoredFile } from '#records/server';
import { needSubject, openNeed } from './enter-need.server.ts';
import { MOST_NEED_PAPERS, type NeedPaperKind } from './need-paper.ts';
import { insertNeedPaper, papersOfNeed, removeNeedPaperRow } from './need-paper.store.server.ts';
import { updateNeed } from './need.store.server.ts';
import { readinessOf, type Need, type Round } from './need.ts';
import { stepsOn } from './round.store.server.ts';

/** What a browser shows anywhere: a picture or a PDF. */
const SHOWN_TYPES = ['application/pdf', 'image/jpeg', 'image/png'];

/**
 * Puts a photo or PDF beside a need. A need that named no quotation rests on the paper of one from then on. The same file
 * sent twice is one paper. Refuses as `changeNeed`, `need_paper_is_no_picture` and `need_has_too_many_papers`.
 */
export async function addNeedPaper(
  cx: Context,
  given: { readonly id: string; readonly kind: NeedPaperKind; readonly file: StoredFile },
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const open = await openNeed(tx, cx, given.id, null);
    if (!open.ok) return open;
    const { need, round } = open.value;
    const { kind, file } = given;
    if (!SHOWN_TYPES.includes(file.mediaType))
      return refuse('need_paper_is_no_picture', { fileName: file.fileName }, 'paper');

    const there = await papersOfNeed(tx, cx.province, need.id);
    // A weak line: the first try arrived, its answer did not.
    if (there.some((one) => one.file.hash === file.hash && one.paper.kind === kind)) return ok(undefined);
    if (there.length >= MOST_NEED_PAPERS)
      return refuse('need_has_too_many_papers', { most: MOST_NEED_PAPERS }, 'paper');

    const subject = needSubject(need.id);
    const documentId = await addDocument(tx, cx, { kind, title: file.fileName, subject, file });
    await insertNeedPaper(tx, cx, { needId: need.id, documentId, kind });
    if (kind === 'quotation' && need.quotation === null) await restOn(tx, cx, need, round, file.fileName);
    return ok(undefined);
  });
}

/** Takes a paper away again; its file stays with the trail. Refuses as `changeNeed`, and `need_paper_is_gone`. */
export async function removeNeedPaper(
  cx: Context,
  given: { readonly id: string; readonly document: string },
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const open = await openNeed(tx, cx, given.id, null);
    if (!open.ok) return open;
    const { need, round } = open.value;
    const papers = await papersOfNeed(tx, cx.province, need.id);
    const gone = papers.find(({ paper }) => paper.document === given.document)?.paper;
    if (!isId(given.document) || !gone || !(await removeNeedPaperRow(tx, cx, need.id, given.document)))
      return refuse('need_paper_is_gone');

    if (gone.kind === 'quotation' && need.quotation === gone.title) await restOn(tx, cx, need, round, null);
    await recordEvent(tx, cx, {
      kind: 'need.paper_removed',
      subject: needSubject(need.id),
      before: { document: given.document },
    });
    return ok(undefined);
  });
}

/** What the need rests on now, and how ready that makes it. */
async function restOn(tx: Tx, cx: Context, need: Need, round: Round, quotation: string | null) {
  const { steps } = await stepsOn(tx, cx.province, round.openedOn);
  const input = { ...need, quotation };
  if (!(await updateNeed(tx, cx, need, input, readinessOf(input, steps))))
    throw new Error('a need that was locked has changed');
}
