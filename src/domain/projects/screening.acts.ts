import { z } from 'zod';
import { ok, optionalTextField, textField } from '#kernel';
import { defineAct, type MoneyMove, type ProjectFacts } from './act.ts';

const reasonForm = z.object({ reason: textField({ max: 4000 }) });
const reasonFields = [{ name: 'reason', kind: 'longtext' }] as const;
const noteForm = z.object({ note: optionalTextField({ max: 4000 }) });
const noteFields = [{ name: 'note', kind: 'longtext', optional: true }] as const;

/** The centre asks for what is missing; the clock stops until the applicant answers. */
export const requestSupplement = defineAct({
  event: 'request_supplement',
  form: reasonForm,
  fields: reasonFields,
  decide: (_, input: z.output<typeof reasonForm>) => ok({ data: {}, reason: input.reason }),
});

export const acceptDossier = defineAct({
  event: 'accept_dossier',
  form: noteForm,
  fields: noteFields,
  decide: (_, input: z.output<typeof noteForm>) => ok({ data: { note: input.note } }),
});

export const reject = defineAct({
  event: 'reject',
  form: reasonForm,
  fields: reasonFields,
  decide: (_, input: z.output<typeof reasonForm>) => ok({ data: {}, reason: input.reason }),
});

/** The applicant steps back before a contract binds anyone; money held for the project is free again. */
export const withdraw = defineAct({
  event: 'withdraw',
  form: reasonForm,
  fields: reasonFields,
  decide: (facts, input: z.output<typeof reasonForm>) =>
    ok({ data: {}, reason: input.reason, moves: releaseAll(facts) }),
});

/** Gives back whatever is held and not yet paid out. */
export function releaseAll(facts: ProjectFacts): MoneyMove[] {
  return (['planned', 'committed'] as const)
    .filter((from) => facts.money[from] > 0n)
    .map((from) => ({ kind: 'release', from, amount: facts.money[from] }));
}
