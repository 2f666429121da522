import {
  addDong,
  minDong,
  ok,
  refuse,
  subtractDong,
  sumDong,
  ZERO_DONG,
  type Dong,
  type LocalDate,
  type Result,
} from '#kernel';

export interface Instalment {
  readonly dueOn: LocalDate;
  readonly amount: Dong;
}

/** What is owed back, decided to come in parts. The last one decided is in force. */
export interface RecoveryPlan {
  readonly no: number;
  /** What was owed on the day of the decision. */
  readonly debt: Dong;
  readonly decisionNumber: string;
  readonly decidedOn: LocalDate;
  readonly reason: string;
  readonly documentId: string | null;
  readonly instalments: readonly Instalment[];
}

export interface StandingInstalment extends Instalment {
  readonly paid: Dong;
  readonly left: Dong;
  readonly state: 'paid' | 'late' | 'open';
}

/** What a project may owe: advances and payments that are not settled. */
export const debtOf = (money: { readonly advanced: Dong; readonly spent: Dong }): Dong =>
  addDong(money.advanced, money.spent);

/** The parts come to the debt, to the đồng, on later and later days. */
export function checkInstalments(
  parts: readonly Instalment[],
  { debt, decidedOn }: { readonly debt: Dong; readonly decidedOn: LocalDate },
): Result<void> {
  const sum = sumDong(parts.map((part) => part.amount));
  if (sum !== debt) return refuse('instalments_differ_from_debt', { sum, debt }, 'rows.0.amount');
  const wrong = parts.findIndex((part, i) => part.dueOn <= (i === 0 ? decidedOn : parts[i - 1]!.dueOn));
  return wrong < 0
    ? ok(undefined)
    : refuse('instalment_is_not_later', { no: wrong + 1 }, `rows.${wrong}.dueOn`);
}

/** How a plan stands: what has come since covers the oldest parts first. */
export function standingOf(plan: RecoveryPlan, owed: Dong, today: LocalDate) {
  let come = owed >= plan.debt ? ZERO_DONG : subtractDong(plan.debt, owed);
  const instalments = plan.instalments.map((part): StandingInstalment => {
    const paid = minDong(come, part.amount);
    come = subtractDong(come, paid);
    const left = subtractDong(part.amount, paid);
    return { ...part, paid, left, state: left === 0n ? 'paid' : part.dueOn < today ? 'late' : 'open' };
  });
  return {
    instalments,
    late: sumDong(instalments.filter((part) => part.state === 'late').map((part) => part.left)),
    next: instalments.find((part) => part.left > 0n) ?? null,
  };
}
