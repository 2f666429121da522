import type { FormFields, Locale, LocalDate } from '#kernel';
import { dongJson } from '#kernel';
import { isVerified, type ContentFinding, type Eligibility, type LawBook, type TwoLanguages } from '#law';
import { supportQuery, type FundAnswer, type SupportAnswer, type SupportQuestion } from '#projects';
import type { AskedSupport } from '#projects/server';
import {
  citationText,
  explanationSentences,
  findingSentence,
  priorityLabel,
  priorityLevelSentence,
  refusalSentences,
  verdictLabel,
} from '#text';
import { communeLabel } from '#territory';
import { sayAlternative, sayAward, sayPastFinding } from './support-past.ts';

/**
 * The texts of an address: what stands under one name several times is joined. A tax code is no part of an
 * address that is shared: there it is not read.
 */
export function queryFields(query: URLSearchParams): FormFields {
  const names = [...new Set(query.keys())].filter((name) => name !== 'tax');
  return Object.fromEntries(names.map((name) => [name, query.getAll(name).join(',').slice(0, 300)]));
}

/** What a form posted, as it would stand in an address. */
export function postedQuery(form: FormData): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of form) if (typeof value === 'string') query.append(name, value);
  return query;
}

/** The answer as it is said: what the page shows and the interface for programs hands out. */
export type SaidSupport = ReturnType<typeof saySupport>;

export function saySupport(asked: AskedSupport, today: LocalDate, locale: Locale) {
  if (!asked.question.ok || asked.answer === null) return null;
  const { book, answer } = asked;
  const question = asked.question.value;
  return {
    on: question.on,
    place: {
      code: question.old?.id ?? question.commune.code,
      name:
        question.old === null
          ? communeLabel(question.commune)
          : `${question.old.name}, ${question.commune.province.name}`,
    },
    address: `/support/answer?${supportQuery(question, today)}`,
    eligibility: sayEligibility(asked, question, answer, locale),
    contents: answer.wishes.map((wish) => ({
      content: wish.wish.content,
      name: wish.content.name[locale],
      cost: dongJson(wish.wish.cost),
      totalInvestment: wish.wish.total === null ? null : dongJson(wish.wish.total),
      most: wish.most === null ? null : dongJson(wish.most),
      funds: wish.funds.map((fund) => sayFund(fund, locale)),
      conditions: wish.conditions.map((one) => sayCondition(one, book, locale)),
      past: wish.past.map((finding) => sayPastFinding(finding, locale)),
      alternatives: wish.alternatives.map((one) => sayAlternative(one, locale)),
    })),
    past: answer.past?.map((award) => sayAward(award, book, locale)) ?? null,
    papers: answer.papers.map((paper) => ({
      code: paper.code,
      name: paper.label[locale],
      help: paper.help?.[locale] ?? null,
      mandatory: paper.mandatory,
      citation: paper.citation === null ? null : citationText(paper.citation, locale),
      verified: isVerified(paper.verification),
      contents: paper.contents.map((code) => nameOf(book.norms.contents.get(code), locale) ?? code),
    })),
  };
}

function sayFund({ fund, answer, money }: FundAnswer, locale: Locale) {
  if (!answer.ok) {
    const reasons = refusalSentences(answer.refusal, locale).map(({ sentence }) => sentence);
    return { fund, amount: null, verified: false, money, sentences: reasons, citations: [] };
  }
  const { amount, explanation, verified, norm } = answer.value;
  const cited = [norm.citation, ...explanation.map((step) => step.citation)].filter((c) => c !== null);
  return {
    fund,
    amount: dongJson(amount),
    verified,
    money,
    sentences: [...explanationSentences(explanation, locale)],
    citations: [...new Set(cited.map((citation) => citationText(citation, locale)))],
  };
}

function sayCondition(finding: ContentFinding, { papers }: LawBook, locale: Locale) {
  const paper = papers.find(({ code }) => code === finding.paper);
  return {
    code: finding.code,
    status: finding.status,
    sentence: finding.sentence[locale],
    procedures: [...finding.procedures],
    paper: paper === undefined ? null : { code: paper.code, name: paper.label[locale] },
    citation: finding.citation === null ? null : citationText(finding.citation, locale),
    verified: finding.verified,
  };
}

function sayEligibility(
  { book }: AskedSupport,
  { applicant }: SupportQuestion,
  { eligibility }: SupportAnswer,
  locale: Locale,
) {
  if (!eligibility.ok || !book.eligibility.ok) return null;
  const { legalForms, sectors } = book.eligibility.value;
  const names = {
    legalForm: nameOf(legalForms.get(applicant.legalForm), locale) ?? applicant.legalForm,
    sector: nameOf(sectors.get(applicant.sector), locale) ?? applicant.sector,
  };
  const { verdict, findings, priorities, priorityOrder }: Eligibility = eligibility.value;
  return {
    verdict,
    sentence: verdictLabel(verdict, locale),
    findings: findings.map((finding) => ({
      code: finding.code,
      status: finding.status,
      sentence: findingSentence(finding, names, locale),
      citation: finding.citation === null ? null : citationText(finding.citation, locale),
      verified: finding.verified,
    })),
    priorities: priorities.map(({ code, status }) => ({ code, status, name: priorityLabel(code, locale) })),
    priorityOrder: {
      key: [...priorityOrder.key],
      levels: priorityOrder.levels.map((level) => ({
        by: level.by,
        rank: level.rank,
        of: level.of,
        possible: level.possible,
        sentence: priorityLevelSentence(level, locale),
        citation: level.citation === null ? null : citationText(level.citation, locale),
        verified: level.verified,
      })),
    },
  };
}

function nameOf(named: { readonly name: TwoLanguages } | undefined, locale: Locale): string | undefined {
  return named?.name[locale];
}
