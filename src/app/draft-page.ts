import { error, redirect } from '@sveltejs/kit';
import { todayIn, yearOf, type FormFields, type Locale, type LocalDate } from '#kernel';
import { findEstablishment } from '#establishments/server';
import type { ContentCondition } from '#law';
import { loadNormBook, requestPapersOn } from '#law/server';
import type { Context } from '#people/server';
import { inProvince, type Tx } from '#platform/server';
import {
  earlierSupport,
  itemsAskedFor,
  mayDraft,
  roughAnswer,
  type DossierPaper,
  type JudgedItems,
  type State,
} from '#projects';
import {
  actsOf,
  allConditions,
  dossierPapers,
  draftOf,
  loadScreening,
  pastSupport,
  projectFor,
  type Project,
} from '#projects/server';
import { explanationSentences, refusalSentence } from '#text';
import { areaOf } from '#territory/server';
import { sayDuplicates, sayItem } from './said-dossier.ts';

/** All that the request form shows: what is saved, what it sums up to, and what can be chosen. */
export async function loadDraftPage(cx: Context, id: string, locale: Locale) {
  const page = await inProvince(cx, async (tx) => {
    const project = await projectFor(tx, cx, id);
    if (!project || !mayDraft(cx.actor, project.establishmentUnit)) return undefined;
    const draft = await draftOf(tx, cx.province, id);
    if (!draft) return undefined;
    const { number, state, versionNo, establishmentName, communeName, dueOn } = project;
    const today = todayIn(cx.now);
    const book = await loadNormBook(tx, cx.province);
    const { taxCode, communeCode } = project;
    // A group project is never drafted.
    if (taxCode === null || communeCode === null) return undefined;
    const others = await pastSupport(tx, taxCode, id);
    const place = {
      province: cx.province,
      area: await areaOf(tx, communeCode, today),
      earlier: earlierSupport(others, null),
    };
    const papers = await dossierPapers(tx, cx.province, id);
    const asked = await lastSupplement(tx, cx.province, id, state);
    const computable = new Set(
      book.sets
        .flatMap((s) => [...s.norms.values()])
        .filter((n) =>
          ['percent_with_cap', 'up_to', 'brackets', 'actual_cost', 'same_as'].includes(n.rule.kind),
        )
        .map((n) => n.content),
    );
    return {
      project: { id, number, state, versionNo, establishmentName, communeName, dueOn },
      supplement: asked && (asked.reason ?? ''),
      items: (await requestPapersOn(tx, today)).map((item) => ({
        ...sayItem(item, papers, locale),
        procedure: item.kind,
        contents: item.contents,
        asked: asked?.items[item.code] && (asked.items[item.code]!.note ?? ''),
      })),
      questions: (await questionsOf(tx, project, today)).map((one) => sayQuestion(one, locale)),
      duplicates: sayDuplicates(
        await duplicatesIn(tx, project, draft.fields, papers, today),
        { as: 'applicant', province: cx.province },
        locale,
      ),
      fields: draft.fields,
      revision: draft.revision,
      savedAt: draft.savedAt,
      quotations: papers
        .filter((paper) => paper.item === 'quotation')
        .map(({ document, title }) => ({ id: document, title })),
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

/** What the centre asked for last, in words and item by item; null while nothing is asked for. */
async function lastSupplement(tx: Tx, province: string, id: string, state: State) {
  if (state !== 'supplement_requested') return null;
  const act = (await actsOf(tx, province, id)).findLast((a) => a.event === 'request_supplement');
  const { papers = {} } = (act?.data ?? {}) as { readonly papers?: JudgedItems };
  return { reason: act?.reason ?? null, items: itemsAskedFor(papers) };
}

/** What the form asks of the contents' conditions, for every content that may be chosen. */
async function questionsOf(tx: Tx, project: Project, today: LocalDate) {
  const { establishmentId, communeCode: commune } = project;
  const establishment = establishmentId && (await findEstablishment(tx, establishmentId));
  if (!establishment || commune === null) return [];
  return allConditions(tx, { sector: establishment.sector, commune }, today);
}

function sayQuestion({ code, contents, procedures, question }: ContentCondition, locale: Locale) {
  return {
    code,
    contents,
    procedures,
    kind: question.kind,
    label: question.label[locale],
    help: question.help?.[locale] ?? null,
    choices: question.choices.map((choice) => ({ value: choice.code, label: choice.name[locale] })),
  };
}

/** Signs of double support in what is typed so far. */
async function duplicatesIn(
  tx: Tx,
  project: Project,
  fields: FormFields,
  papers: readonly DossierPaper[],
  today: LocalDate,
) {
  const machines = [];
  for (let i = 0; fields[`machines.${i}.name`] !== undefined; i++) {
    const of = (name: string) => fields[`machines.${i}.${name}`] ?? '';
    if (of('name') !== '')
      machines.push({ name: of('name'), origin: of('origin'), year: Number(of('year')) });
  }
  const request = {
    procedure: fields['procedure'] === 'national' ? ('national' as const) : ('provincial' as const),
    contentCode: fields['contentCode'] ?? '',
    fiscalYear: Number(fields['fiscalYear']) || yearOf(today),
    machines,
  };
  return (await loadScreening(tx, project, request, papers, today)).duplicates;
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
