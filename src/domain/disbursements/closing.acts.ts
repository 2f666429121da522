import { z } from 'zod';
import {
  addDong,
  amountField,
  dateField,
  minDong,
  ok,
  optionalTextField,
  refuse,
  subtractDong,
  textField,
  type Dong,
} from '#kernel';
import { defineAct, type MoneyMove, type ProjectFacts } from '#projects';

/** What the establishment owes back: advances of a stopped project, and payments above the settlement. */
export function owed(facts: ProjectFacts): Dong {
  return addDong(facts.money.advanced, facts.money.spent);
}

const recoverForm = z.object({
  amount: amountField(),
  voucherNumber: textField({ max: 60 }),
  paidOn: dateField(),
});

/** Money comes back to the budget; in as many parts as it takes. */
export const recover = defineAct({
  event: 'recover',
  form: recoverForm,
  fields: [
    { name: 'amount', kind: 'amount' },
    { name: 'voucherNumber', kind: 'text' },
    { name: 'paidOn', kind: 'date' },
  ],
  paper: { kind: 'payment_voucher' },
  propose: (facts) => ({ amount: String(owed(facts)) }),
  decide: (facts, input: z.output<typeof recoverForm>) => {
    if (input.paidOn > facts.today) return refuse('date_is_in_the_future', { date: input.paidOn }, 'paidOn');
    const debt = owed(facts);
    if (debt === 0n) return refuse('nothing_to_recover');
    if (input.amount > debt)
      return refuse(
        'recovery_exceeds_debt',
        { asked: input.amount, owed: debt, excess: subtractDong(input.amount, debt) },
        'amount',
      );
    const fromSpent = minDong(input.amount, facts.money.spent);
    const fromAdvanced = subtractDong(input.amount, fromSpent);
    const moves: MoneyMove[] = [
      ...(fromSpent > 0n ? [{ kind: 'recover', from: 'spent', amount: fromSpent } as const] : []),
      ...(fromAdvanced > 0n ? [{ kind: 'recover', from: 'advanced', amount: fromAdvanced } as const] : []),
    ];
    return ok({ data: input, amount: input.amount, moves });
  },
});

const waiveForm = z.object({
  amount: amountField(),
  decisionNumber: textField({ max: 60 }),
  decisionDate: dateField(),
  reason: textField({ max: 4000 }),
});

/**
 * What is owed is not asked for any more, by decision of whoever may stop the project, with the reason. The budget bears it:
 * in the books it is settled by this act, and the support that was settled stays what it was.
 */
export const waive = defineAct({
  event: 'waive',
  form: waiveForm,
  fields: [
    { name: 'amount', kind: 'amount' },
    { name: 'decisionNumber', kind: 'text' },
    { name: 'decisionDate', kind: 'date' },
    { name: 'reason', kind: 'longtext' },
  ],
  paper: { kind: 'other' },
  propose: (facts) => ({ amount: String(owed(facts)) }),
  decide: (facts, { reason, ...input }: z.output<typeof waiveForm>) => {
    if (input.decisionDate > facts.today)
      return refuse('date_is_in_the_future', { date: input.decisionDate }, 'decisionDate');
    const debt = owed(facts);
    if (debt === 0n) return refuse('nothing_to_recover');
    if (input.amount > debt)
      return refuse('waiver_exceeds_debt', { asked: input.amount, owed: debt }, 'amount');
    const fromSpent = minDong(input.amount, facts.money.spent);
    const fromAdvanced = subtractDong(input.amount, fromSpent);
    const moves: MoneyMove[] = [
      ...(fromAdvanced > 0n ? [{ kind: 'spend', from: 'advanced', amount: fromAdvanced } as const] : []),
      { kind: 'settle', amount: input.amount },
    ];
    return ok({ data: input, amount: input.amount, reason, moves });
  },
});

const closeForm = z.object({ note: optionalTextField({ max: 4000 }) });

/** Closes the books of a project: every đồng of it is settled, released or back in the budget. */
export const close = defineAct({
  event: 'close',
  form: closeForm,
  fields: [{ name: 'note', kind: 'longtext', optional: true }],
  decide: (facts, input: z.output<typeof closeForm>) => {
    const debt = owed(facts);
    if (debt > 0n) return refuse('project_still_owes', { owed: debt });
    return ok({ data: input });
  },
});
