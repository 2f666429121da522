import { z } from 'zod';
import {
  amountField,
  choiceField,
  countField,
  dateField,
  optionalAmountField,
  parseShare,
  rowsField,
  textField,
  tickField,
} from '#kernel';
import { changeKinds } from './plan-change.ts';

export const beginForm = z.object({
  year: countField({ min: 2002, max: 2100 }),
  procedure: choiceField(['national', 'provincial']),
});

const others = changeKinds.filter((kind) => kind !== 'place');
export const placeForm = z.object({
  projectId: textField({ max: 40 }),
  fundId: textField({ max: 40 }),
  support: amountField(),
});
export const changeForm = z.object({ kind: choiceField(others), projectId: textField({ max: 40 }) });

/** A project's parts of years: the whole, the plan's own year, and one field for each following year. */
export const splitForm = z.object({
  projectId: textField({ max: 40 }),
  whole: amountField(),
  now: amountField(),
  later: z.array(optionalAmountField()),
});
export const commitmentForm = z.object({
  projectId: textField({ max: 40 }),
  fundId: textField({ max: 40 }),
});

export const scenarioForm = z.object({ name: textField({ max: 80 }) });

const shareField = z.preprocess(
  (v) => (typeof v === 'string' ? v : ''),
  z.string().transform((raw, ctx): number => {
    const parsed = parseShare(raw);
    if (parsed.ok) return Number(parsed.value);
    ctx.addIssue({ code: 'custom', message: parsed.refusal.code, params: parsed.refusal.params });
    return z.NEVER;
  }),
);

/** An amount, or none. */
const optionalAmount = () => optionalAmountField().transform((amount) => (amount > 0n ? amount : null));

const weight = () => countField({ min: 0, max: 100 });
export const termsForm = z.object({
  termsRevision: countField({ min: 1 }),
  weights: z.object({ priority: weight(), readiness: weight(), counterpart: weight(), jobs: weight() }),
  counterpartFull: countField({ min: 1, max: 20 }),
  jobsFull: countField({ min: 1, max: 500 }),
  onePerEstablishment: tickField(),
  ahead: tickField(),
  promiseCeiling: optionalAmount(),
  targets: rowsField(
    z.object({
      topic: textField({ max: 60 }),
      bound: choiceField(['least', 'most']),
      share: shareField,
    }),
    { max: 12, none: true },
  ),
  flagships: rowsField(z.object({ name: textField({ max: 120 }), projects: textField({ max: 600 }) }), {
    max: 6,
    none: true,
  }),
});

export const decisionForm = z.object({
  number: textField({ max: 60 }),
  date: dateField(),
  signer: textField({ max: 120 }),
});

export const returnForm = z.object({ reason: textField({ max: 2000 }) });
