import { z } from 'zod';
import {
  addDong,
  amountField,
  countField,
  dateField,
  minDong,
  ok,
  refuse,
  subtractDong,
  textField,
  ZERO_DONG,
  type Dong,
} from '#kernel';
import { largestAdvanceInAll, largestFirstAdvance } from '#law';
import { amountIn, defineAct, type ProjectFacts } from '#projects';

const askForm = z.object({ amount: amountField(), progressPercent: countField({ min: 0, max: 100 }) });

/**
 * The accountant asks for an advance: within the tier of the content (TT 36/2013/TT-BCT, article
 * 13), once the works have come as far as the tier demands.
 */
export const requestAdvance = defineAct({
  event: 'request_advance',
  form: askForm,
  fields: [
    { name: 'amount', kind: 'amount' },
    { name: 'progressPercent', kind: 'count' },
  ],
  paper: { kind: 'progress_report' },
  propose: (facts) => ({ amount: String(advanceLimit(facts)) }),
  decide: (facts, input: z.output<typeof askForm>) => {
    const rule = facts.advanceRule;
    if (rule === null) return refuse('advance_has_no_rule', { content: facts.request.contentCode });
    const needed = Number(rule.first.progress ?? 0n) / 100;
    if (input.progressPercent < needed)
      return refuse('advance_too_early', { progress: input.progressPercent, needed }, 'progressPercent');
    const limit = advanceLimit(facts);
    if (input.amount > limit)
      return refuse(
        'advance_exceeds_tier',
        { asked: input.amount, limit, excess: subtractDong(input.amount, limit) },
        'amount',
      );
    return ok({ data: input, amount: input.amount });
  },
});

/** What may still be advanced: the first by its tier, all together within the ceiling, less what went out before. */
function advanceLimit(facts: ProjectFacts): Dong {
  const { advanceRule, contract } = facts;
  if (advanceRule === null || contract === null) return ZERO_DONG;
  const before = addDong(facts.money.advanced, facts.money.spent);
  const most =
    before === 0n
      ? largestFirstAdvance(contract, advanceRule).amount
      : largestAdvanceInAll(contract, advanceRule);
  // Of a project of several years no more than what is committed so far; the next part comes with its year.
  return before >= most ? ZERO_DONG : minDong(subtractDong(most, before), facts.money.committed);
}

const voucherForm = z.object({ voucherNumber: textField({ max: 60 }), paidOn: dateField() });
const voucherFields = [
  { name: 'voucherNumber', kind: 'text' },
  { name: 'paidOn', kind: 'date' },
] as const;

export const payAdvance = defineAct({
  event: 'pay_advance',
  form: voucherForm,
  fields: voucherFields,
  paper: { kind: 'payment_voucher' },
  decide: (facts, input: z.output<typeof voucherForm>) => {
    if (input.paidOn > facts.today) return refuse('date_is_in_the_future', { date: input.paidOn }, 'paidOn');
    const amount = amountIn(facts.lastData('request_advance'), 'amount') ?? ZERO_DONG;
    return ok({ data: { ...input, amount }, amount, moves: [{ kind: 'advance', amount }] });
  },
});

const returnForm = z.object({ reason: textField({ max: 4000 }) });

export const returnAdvance = defineAct({
  event: 'return_advance',
  form: returnForm,
  fields: [{ name: 'reason', kind: 'longtext' }],
  decide: (_, input: z.output<typeof returnForm>) => ok({ data: {}, reason: input.reason }),
});
