import type { z } from 'zod';
import { dong, type Dong, type LocalDate, type Result } from '#kernel';
import type { AdvanceRule } from '#law';
import type { ApprovalLimit } from './estimate/approval-level.ts';
import type { Quoted } from './estimate/quotation.ts';
import type { ReviewedLine } from './estimate/review.ts';
import type { Screening } from './dossier/screening.ts';
import type { Event, ProcedureKind, State } from './project.transitions.ts';
import type { FundedLine, Request } from './request.ts';

/** Where a project's money stands in its fund, đồng. */
export interface Money {
  readonly planned: Dong;
  readonly committed: Dong;
  readonly advanced: Dong;
  readonly spent: Dong;
  readonly settled: Dong;
  readonly recovered: Dong;
}

/** What the norm allows for an eligible cost, under the set frozen on the project. */
/** `vat`: the value-added tax in the cost, as far as it is known; whether it counts is the norms' to say. */
export type NormQuestion = (eligibleCost: Dong, vat?: Dong) => Result<Dong>;

/** What a rule may look at when it decides an act. */
export interface ProjectFacts {
  readonly id: string;
  readonly procedure: ProcedureKind;
  readonly state: State;
  readonly fiscalYear: number;
  readonly fundId: string | null;
  readonly request: Request;
  readonly asked: Dong;
  readonly planned: Dong | null;
  readonly estimate: Dong | null;
  readonly contract: Dong | null;
  readonly money: Money;
  /** Lines of the estimate last put forward. */
  readonly estimateLines: readonly FundedLine[];
  /** What reviewers said of the estimate put forward, line by line; empty where none of it is kept by line. */
  readonly estimateReview: readonly ReviewedLine[];
  /** What suppliers quoted for the lines of an estimate being written; empty in every other state. */
  readonly quoted: Quoted;
  /** Up to which support the actor's roles approve; undefined: the province has set no levels. */
  readonly approvesUpTo: ApprovalLimit;
  /** What the last act of a kind carried: the advance asked for, the settlement put forward. */
  readonly lastData: (event: Event) => Readonly<Record<string, unknown>> | undefined;
  readonly norm: NormQuestion;
  readonly screening: Screening;
  /** The rule for advances of this content on this day; null where there is none. */
  readonly advanceRule: AdvanceRule | null;
  readonly today: LocalDate;
}

/** An amount an earlier act carried, as stored: a decimal string. Undefined where it carried none. */
export function amountIn(
  data: Readonly<Record<string, unknown>> | undefined,
  name: string,
): Dong | undefined {
  const value = data?.[name];
  return typeof value === 'string' || typeof value === 'bigint' ? dong(value) : undefined;
}

/** A movement of the project's money between stations; `funds` posts it and refuses what has no cover. */
export type MoneyMove =
  | { readonly kind: 'plan'; readonly amount: Dong }
  | { readonly kind: 'release'; readonly from: 'planned' | 'committed'; readonly amount: Dong }
  | { readonly kind: 'commit'; readonly amount: Dong }
  | { readonly kind: 'advance'; readonly amount: Dong }
  | { readonly kind: 'spend'; readonly from: 'committed' | 'advanced'; readonly amount: Dong }
  | { readonly kind: 'settle'; readonly amount: Dong }
  | { readonly kind: 'recover'; readonly from: 'advanced' | 'spent'; readonly amount: Dong }
  | { readonly kind: 'pledge'; readonly amount: Dong }
  | { readonly kind: 'unpledge'; readonly amount: Dong }
  | { readonly kind: 'evidence'; readonly amount: Dong };

/**
 * What the establishment has been paid and has not accounted for, once these moves are done. A project
 * that is settled or stopped owes it back.
 */
export function owedAfter(money: Money, moves: readonly MoneyMove[]): Dong {
  return moves.reduce<bigint>((owed, { kind, ...move }) => {
    if (kind === 'advance') return owed + move.amount;
    if (kind === 'spend') return 'from' in move && move.from === 'committed' ? owed + move.amount : owed;
    return kind === 'settle' || kind === 'recover' ? owed - move.amount : owed;
  }, money.advanced + money.spent) as Dong;
}

interface YearPromise {
  readonly year: number;
  readonly amount: Dong;
}

/** What an act changes: the paper trail, the money, and the few amounts the project carries. */
export interface ActDecision {
  /** What the act says, kept with it for ever. Amounts may be bigint; stored as decimal strings. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly amount?: Dong;
  readonly reason?: string;
  readonly moves?: readonly MoneyMove[];
  /** What is promised of years after the fund's; no money stands behind it yet. */
  readonly promises?: { readonly decisionNumber: string; readonly parts: readonly YearPromise[] };
  /** The wait that begins is due on this day, whatever its step says. */
  readonly waitUntil?: LocalDate;
  readonly patch?: {
    readonly fundId?: string;
    readonly planned?: Dong;
    readonly estimate?: Dong;
    readonly contract?: Dong;
    readonly settled?: Dong;
  };
}

/** How a form shows one field of an act. */
export interface ActField {
  readonly name: string;
  readonly kind:
    | 'text'
    | 'longtext'
    | 'amount'
    | 'date'
    | 'count'
    | 'choice'
    | 'tick'
    | 'fund'
    | 'years'
    | 'lines'
    | 'actuals'
    | 'criteria'
    | 'dossier'
    | 'duplicates';
  readonly optional?: boolean;
  readonly choices?: readonly string[];
}

/**
 * One act of the lifecycle: its form and its rule. The rule is pure: it sees the facts and answers
 * what changes, or refuses. `performAct` loads, permits, writes and records, the same for all.
 */
export interface ActDefinition<I = unknown> {
  readonly event: Event;
  readonly form: z.ZodType<I>;
  readonly fields: readonly ActField[];
  /** Kind of paper that belongs to the act; `required` where it may not be missing. */
  readonly paper?: { readonly kind: string; readonly required?: boolean };
  /** What the form proposes, by field name, from what is known. */
  readonly propose?: (facts: ProjectFacts) => Readonly<Record<string, string>>;
  decide(facts: ProjectFacts, input: I): Result<ActDecision>;
}

/** Keeps the input's type inside a definition and hides it outside: a registry holds all of them. */
export function defineAct<I>(definition: ActDefinition<I>): ActDefinition {
  return definition;
}
