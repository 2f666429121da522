import { z } from 'zod';
import { dateField, minDong, ok, refuse, subtractDong, sumDong, textField, type Dong } from '#kernel';
import { defineAct, type MoneyMove } from '#projects';

const contractForm = z.object({
  contractNumber: textField({ max: 60 }),
  signedOn: dateField(),
  endsOn: dateField(),
  signatory: textField({ max: 120 }),
});

/**
 * Signs the contract over the approved estimate: the support is committed, and the establishment's
 * own share is pledged beside it, in a book of its own.
 */
export const signContract = defineAct({
  event: 'sign_contract',
  form: contractForm,
  fields: [
    { name: 'contractNumber', kind: 'text' },
    { name: 'signedOn', kind: 'date' },
    { name: 'endsOn', kind: 'date' },
    { name: 'signatory', kind: 'text' },
  ],
  paper: { kind: 'contract' },
  decide: (facts, input: z.output<typeof contractForm>) => {
    if (input.signedOn > facts.today)
      return refuse('date_is_in_the_future', { date: input.signedOn }, 'signedOn');
    if (input.endsOn < input.signedOn) return refuse('contract_ends_before_it_starts', {}, 'endsOn');
    const support = facts.estimate ?? (0n as Dong);
    const own = sumDong(facts.estimateLines.map((l) => l.own));
    const spare = subtractDong(facts.money.planned, support);
    const moves: MoneyMove[] = [
      // Of a project of several years only this year's money is there; later years' is committed when a plan takes it.
      { kind: 'commit', amount: minDong(support, facts.money.planned) },
      ...(spare > 0n ? [{ kind: 'release', from: 'planned', amount: spare } as const] : []),
      ...(own > 0n ? [{ kind: 'pledge', amount: own } as const] : []),
    ];
    return ok({ data: { ...input, support, own }, amount: support, moves, patch: { contract: support } });
  },
});
