import { subtractDong, type Dong } from '#kernel';
import type { Role } from '#people';
import type { FundedLine } from '../request.ts';

export type Reviewer = 'finance' | 'department';
export type Side = Reviewer | 'preparer';
export type Verdict = 'accept' | 'cut' | 'question' | 'answer';

/** Who reviews for which side. Both look at the same version at the same time. */
export const sideOfRole: Partial<Record<Role, Side>> = {
  finance_officer: 'finance',
  department_specialist: 'department',
  department_leader: 'department',
  centre_officer: 'preparer',
};

export interface Remark {
  /** From 1. */
  readonly line: number;
  readonly side: Side;
  readonly verdict: Verdict;
  readonly cutTo: Dong | null;
  readonly reason: string | null;
  readonly by: string;
  readonly at: Date;
}

export interface ReviewedLine {
  readonly line: FundedLine;
  /** The last word of each side that has spoken. */
  readonly words: Partial<Record<Reviewer, Remark>>;
  /** The cut that holds: the lowest. Null where nobody cut below what was put forward. */
  readonly heldBy: Remark | null;
  /** A question its asker has not yet settled by accepting or cutting. */
  readonly open: readonly Remark[];
}

/** The review of one version; `remarks` oldest first. */
export function reviewOf(lines: readonly FundedLine[], remarks: readonly Remark[]): ReviewedLine[] {
  return lines.map((line, i) => {
    const words: Partial<Record<Reviewer, Remark>> = {};
    for (const remark of remarks)
      if (remark.line === i + 1 && remark.side !== 'preparer') words[remark.side] = remark;
    const last = Object.values(words);
    const heldBy =
      last
        .filter((word) => word.cutTo !== null && word.cutTo < line.support)
        .toSorted((a, b) => (a.cutTo! < b.cutTo! ? -1 : a.cutTo! > b.cutTo! ? 1 : 0))[0] ?? null;
    const support = heldBy?.cutTo ?? line.support;
    const own = subtractDong(subtractDong(line.amount, support), line.other);
    return {
      line: { ...line, support, own },
      words,
      heldBy,
      open: last.filter((w) => w.verdict === 'question'),
    };
  });
}

/** Lines a side that has begun has not judged, from 1: its review is not finished. */
export function unjudgedLines(review: readonly ReviewedLine[]): number[] {
  const begun = (['finance', 'department'] as const).filter((side) => review.some((r) => r.words[side]));
  return review.flatMap((r, i) => (begun.some((side) => !r.words[side]) ? [i + 1] : []));
}

export const openQuestions = (review: readonly ReviewedLine[]): number[] =>
  review.flatMap((r, i) => (r.open.length > 0 ? [i + 1] : []));
