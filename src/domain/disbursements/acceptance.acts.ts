import { z } from 'zod';
import { dateField, ok, optionalTextField, refuse, textField } from '#kernel';
import { defineAct } from '#projects';

const acceptForm = z.object({
  heldOn: dateField(),
  place: textField(),
  participants: textField({ max: 2000 }),
  serialNumbers: optionalTextField({ max: 2000 }),
  findings: textField({ max: 4000 }),
});
const acceptFields = [
  { name: 'heldOn', kind: 'date' },
  { name: 'place', kind: 'text' },
  { name: 'participants', kind: 'longtext' },
  { name: 'serialNumbers', kind: 'longtext', optional: true },
  { name: 'findings', kind: 'longtext' },
] as const;

/** Base acceptance at the establishment (minutes 5a): the works are there and do what was promised. */
export const acceptWorks = defineAct({
  event: 'accept_works',
  form: acceptForm,
  fields: acceptFields,
  paper: { kind: 'acceptance_minutes' },
  decide: (facts, input: z.output<typeof acceptForm>) =>
    input.heldOn > facts.today
      ? refuse('date_is_in_the_future', { date: input.heldOn }, 'heldOn')
      : ok({ data: { ...input, result: 'passed' } }),
});

/** The works do not pass yet: minuted, and to be accepted again. */
export const failAcceptance = defineAct({
  event: 'fail_acceptance',
  form: acceptForm,
  fields: acceptFields,
  paper: { kind: 'acceptance_minutes' },
  decide: (facts, input: z.output<typeof acceptForm>) =>
    input.heldOn > facts.today
      ? refuse('date_is_in_the_future', { date: input.heldOn }, 'heldOn')
      : ok({ data: { ...input, result: 'failed' } }),
});
