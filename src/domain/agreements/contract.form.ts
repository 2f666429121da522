import { z } from 'zod';
import { dateField, optionalTextField, rowsField, textField } from '#kernel';
import type { AgreedTerms, Milestone, Party } from './contract.ts';

const party = z.object({
  name: textField({ max: 300 }),
  representative: textField({ max: 120 }),
  position: optionalTextField({ max: 120 }),
  address: optionalTextField({ max: 300 }),
  account: optionalTextField({ max: 40 }),
  bank: optionalTextField({ max: 200 }),
});
const milestone = z.object({
  row: z.number(),
  key: optionalTextField({ max: 20 }),
  title: textField({ max: 300 }),
  dueOn: dateField(),
});
const agreed = {
  milestones: rowsField(milestone, { max: 40, none: true }),
  payerDuties: optionalTextField({ max: 8000 }),
  unitDuties: optionalTextField({ max: 8000 }),
};

export const agreementForm = z.object({
  contractNumber: textField({ max: 60 }),
  payerSignedOn: dateField(),
  unitSignedOn: dateField(),
  endsOn: dateField(),
  payer: party,
  unit: party,
  ...agreed,
});
export const amendedForm = z.object(agreed);
export const correctionForm = z.object({ payer: party, unit: party, reason: textField({ max: 2000 }) });
export const annexForm = z.object({
  annexNumber: textField({ max: 60 }),
  payerSignedOn: dateField(),
  unitSignedOn: dateField(),
});
export const restForm = z.object({ on: dateField(), reason: textField({ max: 4000 }) });
export const milestoneForm = z.object({
  milestone: textField({ max: 20 }),
  doneOn: dateField(),
  note: optionalTextField({ max: 1000 }),
});

/** Milestones with a key each; one that is new takes the next free number. */
export function keyed(rows: z.output<typeof amendedForm>['milestones']): Milestone[] {
  const taken = rows.map((row) => Number(/^m(\d{1,4})$/.exec(row.key ?? '')?.[1] ?? 0));
  let next = Math.max(0, ...taken);
  const seen = new Set<string>();
  return rows.map(({ key, title, dueOn }) => {
    const own = key !== null && /^m\d{1,4}$/.test(key) && !seen.has(key) ? key : `m${++next}`;
    seen.add(own);
    return { key: own, title, dueOn };
  });
}

const partyFields = (side: 'payer' | 'unit', of: Partial<Party> | undefined) =>
  (['name', 'representative', 'position', 'address', 'account', 'bank'] as const).map(
    (field) => [`${side}.${field}`, of?.[field] ?? ''] as const,
  );

export const partiesAsFields = (terms: Partial<AgreedTerms>): Record<string, string> =>
  Object.fromEntries([...partyFields('payer', terms.payer), ...partyFields('unit', terms.unit)]);

/** Schedule and duties as a form shows them. */
export const agreedAsFields = (terms: Partial<AgreedTerms>): Record<string, string> => ({
  ...Object.fromEntries(
    (terms.milestones ?? []).flatMap((one, i) => [
      [`milestones.${i}.key`, one.key],
      [`milestones.${i}.title`, one.title],
      [`milestones.${i}.dueOn`, one.dueOn],
    ]),
  ),
  payerDuties: terms.payerDuties ?? '',
  unitDuties: terms.unitDuties ?? '',
});
