import { z } from 'zod';
import {
  choiceField,
  commitmentField,
  dateField,
  optionalDateField,
  optionalTextField,
  textField,
} from '#kernel';
import { verifications } from './citation.ts';
import { documentKinds, relationKinds } from './document.ts';

const described = {
  issuer: textField({ max: 150 }),
  titleVi: textField({ max: 250 }),
  titleEn: optionalTextField({ max: 250 }),
  issuedOn: optionalDateField(),
  effectiveOn: optionalDateField(),
  expiredOn: optionalDateField(),
  verification: choiceField(verifications),
  source: optionalTextField({ max: 300 }),
};
const reason = textField({ max: 500 });

export const newLawDocumentForm = z.object({
  ...described,
  number: textField({ max: 80 }),
  kind: choiceField(documentKinds),
});
export type NewLawDocument = z.output<typeof newLawDocumentForm>;

export const correctLawDocumentForm = z.object({ ...described, reason });
export type LawDocumentCorrection = z.output<typeof correctLawDocumentForm>;

export const endLawDocumentForm = z.object({
  from: dateField(),
  by: optionalTextField({ max: 80 }),
  reason,
  seen: commitmentField(),
});
export type LawDocumentEnd = z.output<typeof endLawDocumentForm>;

const place = (max: number) => optionalTextField({ max }).transform((text) => text?.toLowerCase() ?? null);

export const articleForm = z.object({
  /** The article being corrected; a new one without. */
  id: optionalTextField({ max: 36 }),
  article: textField({ max: 6 }),
  clause: place(6),
  point: place(3),
  wordsVi: textField({ max: 200 }),
  wordsEn: optionalTextField({ max: 200 }),
  checked: choiceField(verifications),
});
export type ArticleInput = z.output<typeof articleForm>;

export const relationForm = z.object({
  kind: choiceField(relationKinds),
  number: textField({ max: 80 }),
  since: optionalDateField(),
});
export type RelationInput = z.output<typeof relationForm>;

export const relationWithdrawalForm = z.object({
  kind: choiceField(relationKinds),
  other: textField({ max: 80 }),
  reason,
});

export const partWithdrawalForm = z.object({ id: textField({ max: 36 }), reason });
