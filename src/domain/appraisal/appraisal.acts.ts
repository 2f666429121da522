import { z } from 'zod';
import {
  amountField,
  choiceField,
  dateField,
  ok,
  optionalTextField,
  refuse,
  subtractDong,
  textField,
  tickField,
  type Dong,
} from '#kernel';
import { amountIn, defineAct, eligibleCost, type ProjectFacts } from '#projects';

/**
 * The five legal criteria of appraisal (TT 36/2013/TT-BCT, article 9): each is met or not; scores,
 * if a province wants them, stand apart from these.
 */
export const criteria = ['principles', 'need_and_effect', 'capacity', 'combination', 'dossier'] as const;

const appraisalForm = z.object({
  criteria: z.object(Object.fromEntries(criteria.map((c) => [c, tickField()]))),
  support: amountField(),
  conclusion: choiceField(['pass', 'pass_with_changes']),
  note: optionalTextField({ max: 4000 }),
});

/** The specialist's appraisal: all five criteria met, and a support within the norm and what was asked. */
export const prepareAppraisal = defineAct({
  event: 'prepare_appraisal',
  form: appraisalForm,
  fields: [
    { name: 'criteria', kind: 'criteria', choices: criteria },
    { name: 'support', kind: 'amount' },
    { name: 'conclusion', kind: 'choice', choices: ['pass', 'pass_with_changes'] },
    { name: 'note', kind: 'longtext', optional: true },
  ],
  paper: { kind: 'appraisal_minutes' },
  propose: (facts) => ({ support: String(supportWithinNorm(facts)) }),
  decide: (facts, input: z.output<typeof appraisalForm>) => {
    const unmet = criteria.filter((c) => !input.criteria[c]);
    if (unmet.length > 0) return refuse('criteria_not_met', { count: unmet.length }, `criteria.${unmet[0]}`);
    const within = checkSupport(facts, input.support);
    if (!within.ok) return within;
    return ok({ data: input, amount: input.support });
  },
});

const concludeForm = z.object({ note: optionalTextField({ max: 4000 }) });

export const concludeAppraisal = defineAct({
  event: 'conclude_appraisal',
  form: concludeForm,
  fields: [{ name: 'note', kind: 'longtext', optional: true }],
  paper: { kind: 'appraisal_minutes' },
  decide: (facts, input: z.output<typeof concludeForm>) => {
    const support = appraisedSupport(facts);
    return ok({ data: { ...input, support }, amount: support });
  },
});

const returnForm = z.object({ reason: textField({ max: 4000 }) });

export const returnAppraisal = defineAct({
  event: 'return_appraisal',
  form: returnForm,
  fields: [{ name: 'reason', kind: 'longtext' }],
  decide: (_, input: z.output<typeof returnForm>) => ok({ data: {}, reason: input.reason }),
});

const letterForm = z.object({ letterNumber: textField({ max: 60 }), letterDate: dateField() });

/** The province registers the project with the Cục (TT 36/2013/TT-BCT, article 10). */
export const registerNational = defineAct({
  event: 'register_national',
  form: letterForm,
  fields: [
    { name: 'letterNumber', kind: 'text' },
    { name: 'letterDate', kind: 'date' },
  ],
  decide: (facts, input: z.output<typeof letterForm>) =>
    input.letterDate > facts.today
      ? refuse('date_is_in_the_future', { date: input.letterDate }, 'letterDate')
      : ok({ data: input }),
});

const ministryForm = z.object({ support: amountField(), note: optionalTextField({ max: 4000 }) });

export const appraiseMinistry = defineAct({
  event: 'appraise_ministry',
  form: ministryForm,
  fields: [
    { name: 'support', kind: 'amount' },
    { name: 'note', kind: 'longtext', optional: true },
  ],
  paper: { kind: 'appraisal_minutes' },
  propose: (facts) => ({ support: String(appraisedSupport(facts)) }),
  decide: (facts, input: z.output<typeof ministryForm>) => {
    const within = checkSupport(facts, input.support);
    return within.ok ? ok({ data: input, amount: input.support }) : within;
  },
});

/** The support last appraised: the ministry's where there is one, else the department's. */
export function appraisedSupport(facts: ProjectFacts): Dong {
  const said = facts.lastData('appraise_ministry') ?? facts.lastData('prepare_appraisal');
  return amountIn(said, 'support') ?? facts.asked;
}

function supportWithinNorm(facts: ProjectFacts): Dong {
  const allowed = facts.norm(eligibleCost(facts.request.costLines));
  return allowed.ok && allowed.value < facts.asked ? allowed.value : facts.asked;
}

/** Within what was asked for and what the norm allows today, after what the same business had before. */
export function checkSupport(facts: ProjectFacts, support: Dong) {
  if (support > facts.asked)
    return refuse(
      'support_exceeds_asked',
      { support, asked: facts.asked, excess: subtractDong(support, facts.asked) },
      'support',
    );
  const allowed = facts.norm(eligibleCost(facts.request.costLines));
  if (!allowed.ok) return allowed;
  if (support > allowed.value)
    return refuse(
      'support_exceeds_norm',
      { asked: support, allowed: allowed.value, excess: subtractDong(support, allowed.value) },
      'support',
    );
  return ok(support);
}
