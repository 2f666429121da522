import { ok, refuse, type Dong, type Refused, type Result } from '#kernel';
import {
  funds,
  judgeContent,
  judgeEligibility,
  type ContentFinding,
  type Eligibility,
  type Fund,
  type LawBook,
  type PlaceFacts,
  type RequestPaper,
  type SupportFacts,
} from '#law';
import { applicableNorm } from '../applicable-norm.ts';
import { alternativesFor, type Alternative } from './alternatives.ts';
import { judgePastAwards, type PastAward, type PastFinding } from './past-award.ts';
import type { SupportQuestion, Wish } from './support-question.ts';
import { basisOf } from '../dossier/checklist.ts';
import type { FundAnswer, MoneyLeft, Worth } from './worth.ts';

/** What is known beside the law: the place, the old district it lay in where that is asked, and the money of the year. */
export interface SupportStanding {
  readonly place: PlaceFacts;
  readonly district: string | null;
  readonly money: Readonly<Record<Fund, MoneyLeft>>;
  /** What the bearer of the question's tax code was granted before; null: no tax code was named. */
  readonly past: readonly PastAward[] | null;
}

export interface WishAnswer extends Worth {
  /** Past awards that concern it. */
  readonly past: readonly PastFinding[];
  /** What else the same money might be supported as, the largest amount first. */
  readonly alternatives: readonly Alternative[];
}

export interface SupportAnswer {
  readonly eligibility: Result<Eligibility>;
  /** What fits first, the largest amount first. */
  readonly wishes: readonly WishAnswer[];
  /** The papers of a request, each once. */
  readonly papers: readonly RequestPaper[];
  /** Everything granted before, newest first; null: no tax code was named. */
  readonly past: readonly PastAward[] | null;
}

/** The whole answer to one question. Pure: the same question, law and standing have the same answer for ever. */
export function supportAnswer(
  question: SupportQuestion,
  book: LawBook,
  standing: SupportStanding,
): SupportAnswer {
  const { applicant, on } = question;
  const facts = { ...applicant, ...standing.place };
  const worth = (wish: Wish) => worthOf(wish, question, book, standing);
  const asked = question.wishes.map((wish) => wish.content);
  const basis = basisOf(book.papers);
  const wishes = question.wishes.map((wish): WishAnswer => ({
    ...worth(wish),
    past: judgePastAwards(wish.content, on, standing.past ?? [], basis),
    alternatives: alternativesFor(wish, asked, book, worth),
  }));
  const wanted = wishes.filter((wish) => wish.most !== null).map(({ wish }) => wish.content);
  return {
    eligibility: book.eligibility.ok
      ? ok(judgeEligibility(facts, on, book.eligibility.value))
      : book.eligibility,
    wishes: wishes.toSorted((a, b) => Number((b.most ?? -1n) - (a.most ?? -1n))),
    papers: papersFor(wanted, book.papers),
    past: standing.past,
  };
}

function worthOf(
  wish: Wish,
  { commune, on, applicant }: SupportQuestion,
  { norms, conditions }: LawBook,
  { place, district, money, past }: SupportStanding,
): Worth {
  const asked = { content: wish.content, sector: applicant.sector, district, answers: wish.answers };
  const judged = judgeContent(asked, on, conditions);
  const earlier = (past ?? []).map((award) => ({
    on: award.on,
    amount: award.amount,
    content: award.content,
    year: award.fiscalYear,
  }));
  const answers = funds.map((fund): FundAnswer => {
    const unmet = notMet(fund, judged);
    if (unmet !== null) return { fund, answer: unmet, money: money[fund] };
    const facts: SupportFacts = {
      content: wish.content,
      fund,
      province: commune.province.code,
      area: place.area ?? 'normal',
      units: [
        {
          eligibleCost: wish.cost,
          technologyLine: wish.content === WHOLE_LINE,
          ...(wish.total === null ? {} : { totalInvestment: wish.total }),
          ...(earlier.length === 0 ? {} : { earlier }),
        },
      ],
    };
    return { fund, answer: applicableNorm(facts, on, norms), money: money[fund] };
  });
  const amounts = answers.flatMap(({ answer }) => (answer.ok ? [answer.value.amount] : []));
  const most = amounts.reduce<Dong | null>((best, one) => (best === null || one > best ? one : best), null);
  return {
    wish,
    content: norms.contents.get(wish.content)!,
    funds: answers,
    most,
    conditions: judged,
  };
}

/** What stands against a fund's support, by what was said of the conditions; null: nothing does. */
function notMet(fund: Fund, conditions: readonly ContentFinding[]): Refused | null {
  const procedure = fund === 'national' ? 'national' : 'provincial';
  const failed = conditions.filter(
    ({ status, procedures }) =>
      status === 'failed' && (procedures.length === 0 || procedures.includes(procedure)),
  );
  if (failed.length === 0) return null;
  return refuse('content_condition_is_not_met', {
    what: failed.map(({ sentence }) => sentence.vi).join(' '),
    whatEn: failed.map(({ sentence }) => sentence.en).join(' '),
  });
}

/** The content that is a complete technology line. */
const WHOLE_LINE = 'MM-02';

function papersFor(wanted: readonly string[], papers: readonly RequestPaper[]): RequestPaper[] {
  const found = new Map<string, RequestPaper>();
  for (const paper of papers) {
    if (paper.contents.length > 0 && !paper.contents.some((content) => wanted.includes(content))) continue;
    const before = found.get(paper.code);
    // Both procedures ask for it: mandatory where one of them says so.
    if (before === undefined || (paper.mandatory && !before.mandatory)) found.set(paper.code, paper);
  }
  return wanted.length === 0 ? [] : [...found.values()];
}

/** What a request begins with when it follows from an answer: the texts of its form. */
export function requestFields(
  wish: Wish,
  title: string,
  fund: Fund,
  most: Dong | null,
  labels: { readonly unit: string; readonly rest: string },
): Record<string, string> {
  const line = { unit: labels.unit, quantity: '1', other: '' };
  const lines = [{ ...line, label: title, unitPrice: String(wish.cost), eligible: 'on' }];
  if (wish.total !== null && wish.total > wish.cost)
    lines.push({ ...line, label: labels.rest, unitPrice: String(wish.total - wish.cost), eligible: '' });
  return {
    title,
    procedure: fund === 'national' ? 'national' : 'provincial',
    contentCode: wish.content,
    technologyLine: wish.content === WHOLE_LINE ? 'on' : '',
    ...(most === null ? {} : { asked: String(most) }),
    ...Object.fromEntries(
      lines.flatMap((each, i) =>
        Object.entries(each).map(([name, text]) => [`costLines.${i}.${name}`, text]),
      ),
    ),
  };
}
