import { z } from 'zod';
import { ok, optionalTextField, refuse, refuseAll, textField } from '#kernel';
import { defineAct, type MoneyMove, type ProjectFacts } from './act.ts';
import {
  itemsAskedFor,
  judgedItemsField,
  proposedJudgement,
  standingInTheWay,
  type Screening,
} from './dossier/screening.ts';

const reasonForm = z.object({ reason: textField({ max: 4000 }) });
const reasonFields = [{ name: 'reason', kind: 'longtext' }] as const;

const supplementForm = z.object({ papers: judgedItemsField(), reason: optionalTextField({ max: 4000 }) });

/** The centre asks for what is missing, item by item and in words; the clock stops until the applicant answers. */
export const requestSupplement = defineAct({
  event: 'request_supplement',
  form: supplementForm,
  fields: [
    { name: 'papers', kind: 'dossier' },
    { name: 'reason', kind: 'longtext', optional: true },
  ],
  propose: (facts) => proposedJudgement(facts.screening, facts.lastData('request_supplement')),
  decide: (facts, { papers, reason }: z.output<typeof supplementForm>) => {
    if (Object.keys(itemsAskedFor(papers)).length === 0 && reason === null)
      return refuse('supplement_asks_for_nothing', {}, 'reason');
    const data = { papers, documents: documentsIn(facts.screening) };
    return ok({ data, ...(reason === null ? {} : { reason }) });
  },
});

const acceptForm = z.object({
  papers: judgedItemsField(),
  duplicates: optionalTextField({ max: 2000 }),
  note: optionalTextField({ max: 4000 }),
});

/**
 * Every item of the checklist was looked at and every mandatory one holds; where something speaks for double
 * support, the officer says why it is none (joint circular 26/2014/TTLT-BTC-BCT, article 7: no other support of
 * the state for the same cost).
 */
export const acceptDossier = defineAct({
  event: 'accept_dossier',
  form: acceptForm,
  fields: [
    { name: 'papers', kind: 'dossier' },
    { name: 'duplicates', kind: 'duplicates', optional: true },
    { name: 'note', kind: 'longtext', optional: true },
  ],
  propose: (facts) => proposedJudgement(facts.screening, facts.lastData('request_supplement')),
  decide: ({ screening }, input: z.output<typeof acceptForm>) => {
    const found = standingInTheWay(screening, input.papers);
    const signs = screening.duplicates.filter((finding) => finding.status === 'failed');
    if (signs.length > 0 && input.duplicates === null)
      found.push(refuse('duplicates_are_not_judged', { count: signs.length }, 'duplicates').refusal);
    if (found.length > 0) return refuseAll(found);
    const seen = signs.map(({ code, params }) => ({ code, number: params['number'] ?? null }));
    const doubled = signs.length === 0 ? {} : { duplicates: input.duplicates, signs: seen };
    return ok({ data: { papers: input.papers, note: input.note, ...doubled } });
  },
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

/** Which papers were looked at, so that what is sent again unchanged need not be judged again. */
const documentsIn = (screening: Screening) => screening.papers.map((paper) => paper.document);
