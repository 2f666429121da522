import { isId, refuse, todayIn, type Result } from '#kernel';
import { permit } from '#people';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import { projectFor, projectSubject } from '#projects/server';
import { addDocument, type StoredFile } from '#records/server';
import { recordAnswer } from '../consultation/answer-opinion.server.ts';
import { mayConsult } from '../consultation/consultation.ts';
import { findOpinion } from '../consultation/consultation.store.server.ts';
import type { LetterInput } from './provinces.form.ts';

/**
 * Writes down what another province says by letter, with its number, its day and its scan. It stands like an answer
 * through the link. Refuses `opinion_not_found`, `not_permitted`, `project_is_not_appraised`, `date_is_in_the_future`,
 * `letter_is_older_than_question`, and what `takeAnswer` does.
 */
export async function takeLetter(
  cx: Context,
  projectId: string,
  input: LetterInput,
  paper: StoredFile | null,
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const id = input.opinion;
    const opinion = isId(id) ? await findOpinion(tx, cx.province, { id }, 'lock') : undefined;
    const project = opinion && (await projectFor(tx, cx, opinion.projectId));
    if (!project || project.id !== projectId || opinion.otherProvince === null)
      return refuse('opinion_not_found');
    const permitted = permit(mayConsult(cx.actor));
    if (!permitted.ok) return permitted;

    if (project.state !== 'screened') return refuse('project_is_not_appraised');
    const { number, writtenOn } = input;
    if (writtenOn > todayIn(cx.now)) return refuse('date_is_in_the_future', { date: writtenOn }, 'writtenOn');
    const askedOn = todayIn(opinion.askedAt);
    if (writtenOn < askedOn) return refuse('letter_is_older_than_question', { asked: askedOn }, 'writtenOn');
    const documentId =
      paper &&
      (await addDocument(tx, cx, {
        ...{ kind: 'other', title: paper.fileName, number, issuedOn: writtenOn },
        ...{ subject: projectSubject(projectId), file: paper },
      }));
    return recordAnswer(tx, cx, opinion, { ...input, letter: { number, writtenOn, documentId } });
  });
}
