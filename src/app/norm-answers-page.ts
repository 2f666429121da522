import { error } from '@sveltejs/kit';
import {
  dongJson,
  ok,
  parseLocalDate,
  subtractDong,
  todayIn,
  type Locale,
  type LocalDate,
  type Result,
} from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import type { NormAnswer } from '#projects';
import { projectFor, readNormAnswers } from '#projects/server';
import { citationText, documentTitle, explanationSentences, refusalSentences } from '#text';

/** One answer of the norms, as the page says it. */
export interface SaidAnswer {
  readonly on: LocalDate;
  readonly document: string | null;
  readonly amount: bigint | null;
  readonly sentences: readonly string[];
  readonly citations: readonly { readonly text: string; readonly verified: boolean }[];
}

/** A project's support computed for another day beside what binds it, and how far they are apart. */
export async function loadNormAnswersPage(cx: Context, id: string, typed: string | null, locale: Locale) {
  const read = typed === null ? ok(todayIn(cx.now)) : parseLocalDate(typed);
  const on = read.ok ? read.value : todayIn(cx.now);
  const page = await inProvince(cx, async (tx) => {
    const project = await projectFor(tx, cx, id);
    if (!project || project.state === 'draft') return undefined;
    const answers = await readNormAnswers(tx, cx, project, on);
    return answers && { project, answers };
  });
  if (!page) error(404, 'Not found');
  const { project, answers } = page;
  const { frozen, onDay } = answers;
  const difference =
    frozen?.answer.ok && onDay.ok ? subtractDong(onDay.value.amount, frozen.answer.value.amount) : null;
  return {
    project: { id, number: project.number, title: project.title, asked: project.asked },
    typed: typed ?? on,
    wrongDate: read.ok ? null : refusalSentences(read.refusal, locale)[0]!.sentence,
    frozen: frozen === null ? null : said(frozen.answer, frozen.on, locale),
    onDay: said(onDay, on, locale),
    difference: difference === null ? null : dongJson(difference),
  };
}

function said(answer: Result<NormAnswer>, on: LocalDate, locale: Locale): SaidAnswer {
  if (!answer.ok) {
    const sentences = refusalSentences(answer.refusal, locale).map(({ sentence }) => sentence);
    return { on, document: null, amount: null, sentences, citations: [] };
  }
  const { explanation, set, amount, verified } = answer.value;
  const texts = explanation.flatMap(({ citation }) => (citation ? [citationText(citation, locale)] : []));
  return {
    on,
    document: documentTitle(set.document, locale),
    amount,
    sentences: explanationSentences(explanation, locale),
    citations: [...new Set(texts)].map((text) => ({ text, verified })),
  };
}
