import { z } from 'zod';
import {
  dateField,
  ok,
  optionalDateField,
  optionalTextField,
  refuse,
  refuseAll,
  textField,
  type Refusal,
} from '#kernel';
import { defineAct } from '#projects';

const visitForm = {
  heldOn: dateField(),
  place: textField(),
  participants: textField({ max: 2000 }),
  serialNumbers: optionalTextField({ max: 2000 }),
  functioning: optionalTextField({ max: 1000 }),
  findings: textField({ max: 4000 }),
};
const visitFields = [
  { name: 'heldOn', kind: 'date' },
  { name: 'place', kind: 'text' },
  { name: 'participants', kind: 'longtext' },
  { name: 'serialNumbers', kind: 'longtext', optional: true },
  { name: 'functioning', kind: 'text', optional: true },
  { name: 'findings', kind: 'longtext' },
] as const;

const results = ['passed', 'conditional'] as const;
const acceptForm = z.object({
  ...visitForm,
  result: optionalTextField({ max: 20 }).transform((text) => (text === 'conditional' ? text : 'passed')),
  conditions: optionalTextField({ max: 4000 }),
  conditionsDue: optionalDateField(),
});

/**
 * Base acceptance at the establishment (minutes 5a): the works are there and do what was promised; or they are accepted on
 * conditions that have to be met by a day, before which nothing is paid.
 */
export const acceptWorks = defineAct({
  event: 'accept_works',
  form: acceptForm,
  fields: [
    ...visitFields,
    { name: 'result', kind: 'choice', choices: results },
    { name: 'conditions', kind: 'longtext', optional: true },
    { name: 'conditionsDue', kind: 'date', optional: true },
  ],
  paper: { kind: 'acceptance_minutes' },
  propose: () => ({ result: 'passed' }),
  decide: (facts, input: z.output<typeof acceptForm>) => {
    if (input.heldOn > facts.today) return refuse('date_is_in_the_future', { date: input.heldOn }, 'heldOn');
    const { conditions, conditionsDue, ...visit } = input;
    if (input.result === 'passed')
      return conditions === null && conditionsDue === null
        ? ok({ data: visit })
        : refuse('conditions_without_conditional_result', {}, 'result');
    const missing: Refusal[] = [
      ...(conditions === null ? [{ code: 'field_is_empty', params: {}, field: 'conditions' }] : []),
      ...(conditionsDue === null ? [{ code: 'field_is_empty', params: {}, field: 'conditionsDue' }] : []),
    ];
    if (missing.length > 0) return refuseAll(missing);
    if (conditionsDue! <= facts.today)
      return refuse('conditions_are_due_already', { date: conditionsDue! }, 'conditionsDue');
    return ok({ data: input, waitUntil: conditionsDue! });
  },
});

const failForm = z.object(visitForm);

/** The works do not pass yet, or did not meet the conditions: minuted, and to be accepted again. */
export const failAcceptance = defineAct({
  event: 'fail_acceptance',
  form: failForm,
  fields: visitFields,
  paper: { kind: 'acceptance_minutes' },
  decide: (facts, input: z.output<typeof failForm>) =>
    input.heldOn > facts.today
      ? refuse('date_is_in_the_future', { date: input.heldOn }, 'heldOn')
      : ok({ data: { ...input, result: 'failed' } }),
});
