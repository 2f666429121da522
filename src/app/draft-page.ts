import { error, redirect } from '@sveltejs/kit';
import { todayIn, yearOf, type FormFields, type Locale, type LocalDate } from '#kernel';
import { loadNormBook } from '#law/server';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { earlierSupport, mayDraft, roughAnswer } from '#projects';
import { actsOf, draftOf, pastSupport, projectFor, projectSubject } from '#projects/server';
import { documentsOf } from '#records/server';
import { explanationSentences, refusalSentence } from '#text';
import { areaOf } from '#territory/server';

/** All that the request form shows: what is saved, what it sums up to, and what can be chosen. */
export async function loadDraftPage(cx: Context, id: string, locale: Locale) {
  const page = await inProvince(cx, async (tx) => {
    const project = await projectFor(tx, cx, id);
    if (!project || !mayDraft(cx.actor, project.establishmentUnit)) return undefined;
    const draft = await draftOf(tx, cx.province, id);
    if (!draft) return undefined;
    const today = todayIn(cx.now);
    const book = await loadNormBook(tx, cx.province);
    const others = await pastSupport(tx, project.taxCode, id);
    const place = {
      province: cx.province,
      area: await areaOf(tx, project.communeCode, today),
      earlier: earlierSupport(others, null),
    };
    const papers = await documentsOf(tx, cx.province, projectSubject(id));
    const computable = new Set(
      book.sets
        .flatMap((s) => [...s.norms.values()])
        .filter((n) =>
          ['percent_with_cap', 'up_to', 'brackets', 'actual_cost', 'same_as'].includes(n.rule.kind),
        )
        .map((n) => n.content),
    );
    const { number, state, versionNo, establishmentName, communeName, dueOn } = project;
    return {
      project: { id, number, state, versionNo, establishmentName, communeName, dueOn },
      supplement: state === 'supplement_requested' ? await lastReason(tx, cx.province, id) : null,
      fields: draft.fields,
      revision: draft.revision,
      savedAt: draft.savedAt,
      quotations: papers.filter((p) => p.kind === 'quotation').map((p) => ({ id: p.id, title: p.title })),
      contents: [...book.contents.values()]
        .filter((c) => computable.has(c.code))
        .map((c) => ({ code: c.code, name: c.name[locale] })),
      years: [yearOf(today), yearOf(today) + 1].map(String),
      rough: saidAnswer(draft.fields, place, today, book, locale),
      place,
      today,
      book,
    };
  });
  if (!page) error(404, 'Not found');
  if (page.project.state !== 'draft' && page.project.state !== 'supplement_requested')
    redirect(303, `/my/requests/${id}`);
  return page;
}

async function lastReason(
  tx: Parameters<typeof projectFor>[0],
  province: string,
  id: string,
): Promise<string | null> {
  return (await actsOf(tx, province, id)).findLast((a) => a.event === 'request_supplement')?.reason ?? null;
}

/** The answer with its sentences, which only the server writes: the browser recomputes the sums alone. */
function saidAnswer(
  fields: FormFields,
  place: Parameters<typeof roughAnswer>[1],
  on: LocalDate,
  book: Parameters<typeof roughAnswer>[3],
  locale: Locale,
) {
  const { explanation, refusal, ...sums } = roughAnswer(fields, place, on, book);
  return {
    ...sums,
    sentences: explanationSentences(explanation, locale),
    problem: refusal === null ? null : refusalSentence(refusal, locale),
  };
}
