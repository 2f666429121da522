import { sumDong, ZERO_DONG, type Dong, type LocalDate } from '#kernel';
import { readsWholeProvince, type Actor } from '#people';
import { mayKeepRounds } from '#programmes';
import type { ProcedureKind } from '../project.transitions.ts';

/** One project or task that a province asks for: a ready need, or a request that was sent. */
export interface RegistrationRow {
  readonly source: 'need' | 'request';
  readonly id: string;
  /** Of a request; null for a need. */
  readonly number: string | null;
  readonly title: string;
  readonly establishment: string;
  readonly commune: string;
  readonly contentCode: string;
  readonly content: string;
  readonly cost: Dong;
  /** Zero where nothing was named yet. */
  readonly asked: Dong;
}

export interface RegistrationLetter {
  readonly sender: string;
  readonly number: string | null;
  readonly date: LocalDate;
  readonly to: string;
  readonly signer: string;
  readonly past: string;
  readonly present: string;
  readonly goals: string;
}

/** What is frozen with each making. */
export interface RegistrationContent {
  readonly procedure: ProcedureKind;
  readonly fiscalYear: number;
  readonly round: string;
  readonly rows: readonly RegistrationRow[];
  readonly letter: RegistrationLetter;
}

export interface RegistrationSums {
  readonly count: number;
  readonly cost: Dong;
  readonly asked: Dong;
}

export function sumsOf(rows: readonly Pick<RegistrationRow, 'cost' | 'asked'>[]): RegistrationSums {
  return {
    count: rows.length,
    cost: sumDong(rows.map(({ cost }) => cost)),
    asked: sumDong(rows.map(({ asked }) => asked)),
  };
}

/** The rows under their contents, each with its sums, as the table shows them. */
export function groupsOf(rows: readonly RegistrationRow[]): readonly {
  readonly content: string;
  readonly rows: readonly RegistrationRow[];
  readonly sums: RegistrationSums;
}[] {
  const codes = [...new Set(rows.map(({ contentCode }) => contentCode))];
  return codes.map((code) => {
    const some = rows.filter((row) => row.contentCode === code);
    return { content: `${some[0]!.content} (${code})`, rows: some, sums: sumsOf(some) };
  });
}

/** What the establishments add themselves. */
export const ownMoney = ({ cost, asked }: Pick<RegistrationRow, 'cost' | 'asked'>): Dong =>
  cost > asked ? ((cost - asked) as Dong) : ZERO_DONG;

export const mayReadRegistration = (actor: Actor): boolean => readsWholeProvince(actor);
export const mayMakeRegistration = (actor: Actor): boolean => mayKeepRounds(actor);
