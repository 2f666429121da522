import { z } from 'zod';
import {
  addDong,
  amountField,
  dateField,
  minDong,
  ok,
  refuse,
  subtractDong,
  textField,
  ZERO_DONG,
  type Dong,
} from '#kernel';
import { amountIn, defineAct, type MoneyMove, type ProjectFacts } from '#projects';

const askForm = z.object({ amount: amountField() });

/** Asks for the payment of the support after acceptance; `amount` is the whole, advances included. */
export const requestPayment = defineAct({
  event: 'request_payment',
  form: askForm,
  fields: [{ name: 'amount', kind: 'amount' }],
  propose: (facts) => ({ amount: String(payable(facts)) }),
  decide: (facts, input: z.output<typeof askForm>) => {
    const most = payable(facts);
    if (input.amount > most)
      return refuse(
        'payment_exceeds_contract',
        { asked: input.amount, payable: most, excess: subtractDong(input.amount, most) },
        'amount',
      );
    if (input.amount < facts.money.advanced)
      return refuse(
        'payment_below_advance',
        { asked: input.amount, advanced: facts.money.advanced },
        'amount',
      );
    return ok({ data: input, amount: input.amount });
  },
});

function payable(facts: ProjectFacts): Dong {
  return addDong(facts.money.committed, facts.money.advanced);
}

const voucherForm = z.object({ voucherNumber: textField({ max: 60 }), paidOn: dateField() });

/** Pays: the advance is spent first, the rest comes from what is committed. */
export const pay = defineAct({
  event: 'pay',
  form: voucherForm,
  fields: [
    { name: 'voucherNumber', kind: 'text' },
    { name: 'paidOn', kind: 'date' },
  ],
  paper: { kind: 'payment_voucher' },
  decide: (facts, input: z.output<typeof voucherForm>) => {
    if (input.paidOn > facts.today) return refuse('date_is_in_the_future', { date: input.paidOn }, 'paidOn');
    const amount = amountIn(facts.lastData('request_payment'), 'amount') ?? ZERO_DONG;
    const fromAdvance = minDong(amount, facts.money.advanced);
    const fromCommitted = subtractDong(amount, fromAdvance);
    const moves: MoneyMove[] = [
      ...(fromAdvance > 0n ? [{ kind: 'spend', from: 'advanced', amount: fromAdvance } as const] : []),
      ...(fromCommitted > 0n ? [{ kind: 'spend', from: 'committed', amount: fromCommitted } as const] : []),
    ];
    return ok({ data: { ...input, amount }, amount, moves });
  },
});

const returnForm = z.object({ reason: textField({ max: 4000 }) });

export const returnPayment = defineAct({
  event: 'return_payment',
  form: returnForm,
  fields: [{ name: 'reason', kind: 'longtext' }],
  decide: (_, input: z.output<typeof returnForm>) => ok({ data: {}, reason: input.reason }),
});
