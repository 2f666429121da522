import { subtractDong, ZERO_DONG, type Dong, type LocalDate, type Refusal, type Result } from '#kernel';
import { evaluate, type Area, type Fund, type NormBook, type NormSet, type SizeClass } from '#law';
import { applicableNorm } from '../applicable-norm.ts';

/** What became of a project's amount: refused and possible say that one of the two sets gives none. */
export const outcomes = ['gains', 'loses', 'stays', 'refused', 'possible', 'refused_by_both'] as const;
export type Outcome = (typeof outcomes)[number];

/** Micro, small or medium; `not_measured` where the law measures no size, or figures are missing or above. */
export type SizeGroup = SizeClass | 'not_measured';
export const sizeGroups = [
  'micro',
  'small',
  'medium',
  'not_measured',
] as const satisfies readonly SizeGroup[];

/** What a past request is computed from. */
export interface PastRequest {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly year: number;
  readonly content: string;
  readonly area: Area;
  readonly size: SizeGroup;
  readonly eligibleCost: Dong;
  readonly totalCost: Dong;
  readonly technologyLine: boolean;
  /** The day its plan was approved, else the day it was submitted. */
  readonly on: LocalDate;
  /** The set its approval froze; null before that. */
  readonly boundBy: NormSet | null;
}

export interface SimulatedProject extends Pick<
  PastRequest,
  'id' | 'number' | 'title' | 'year' | 'content' | 'area' | 'size'
> {
  readonly before: Result<Dong>;
  readonly after: Result<Dong>;
  readonly outcome: Outcome;
}

/** The two laws compared: as it was, and as it would be with the draft in force on every day. */
export interface TwoBooks {
  readonly province: string;
  readonly fund: Fund;
  readonly asItWas: NormBook;
  readonly withDraft: NormBook;
}

const ALL_DAYS = { from: '0001-01-01' as LocalDate, until: null };

/** The book in which a draft takes the place of all sets of its fund. */
export function bookWith(draft: NormSet, book: NormBook): NormBook {
  const others = book.sets.filter((set) => set.fund !== draft.fund);
  return { ...book, sets: [...others, { ...draft, inForce: ALL_DAYS }] };
}

/** One past request under the set that bound it (or that was in force), and under the draft. */
export function simulateOne(request: PastRequest, books: TwoBooks): SimulatedProject {
  const { id, number, title, year, content, area, size, on, boundBy } = request;
  const { province, fund } = books;
  const { eligibleCost, totalCost: totalInvestment, technologyLine } = request;
  const facts = {
    ...{ content, fund, province, area },
    units: [{ eligibleCost, totalInvestment, technologyLine }],
  };
  const before = amountOf(
    boundBy === null
      ? applicableNorm(facts, on, books.asItWas)
      : evaluate({ ...facts, fund: boundBy.fund }, on, boundBy),
  );
  const after = amountOf(applicableNorm(facts, on, books.withDraft));
  return { id, number, title, year, content, area, size, before, after, outcome: outcomeOf(before, after) };
}

const amountOf = (answer: Result<{ readonly amount: Dong }>): Result<Dong> =>
  answer.ok ? { ok: true, value: answer.value.amount } : answer;

function outcomeOf(before: Result<Dong>, after: Result<Dong>): Outcome {
  if (!before.ok) return after.ok ? 'possible' : 'refused_by_both';
  if (!after.ok) return 'refused';
  return after.value > before.value ? 'gains' : after.value < before.value ? 'loses' : 'stays';
}

/** What a refusal gives is nothing. */
export const given = (answer: Result<Dong>): Dong => (answer.ok ? answer.value : ZERO_DONG);

export const changeOf = ({ before, after }: Pick<SimulatedProject, 'before' | 'after'>): Dong =>
  subtractDong(given(after), given(before));

/** The first reason of a refusal: of several in one request, one says enough of a list of thousands. */
export const reasonOf = (answer: Result<Dong>): Refusal | null => (answer.ok ? null : answer.refusal);
