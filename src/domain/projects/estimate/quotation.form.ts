import { z } from 'zod';
import {
  dateField,
  optionalDateField,
  optionalAmountField,
  optionalTextField,
  rowsField,
  shareField,
  textField,
} from '#kernel';

/** A project that asks more suppliers than this compares nothing any more. */
export const MOST_QUOTATIONS = 12;

const priceRow = z.object({
  label: textField(),
  group: optionalTextField({ max: 120 }),
  unitPrice: optionalAmountField(),
  vat: shareField(),
});

/** One quotation; lines without a price are not quoted in it. */
export const quotationForm = z.object({
  supplier: textField({ max: 200 }),
  number: textField({ max: 60 }),
  issuedOn: dateField(),
  validUntil: optionalDateField(),
  /** A paper of the project that is there already; empty where a file comes along. */
  document: optionalTextField({ max: 40 }),
  prices: rowsField(priceRow, { max: 200 }),
});
export type QuotationInput = z.output<typeof quotationForm>;

const takenRow = z.object({
  label: textField(),
  group: optionalTextField({ max: 120 }),
  quotation: optionalTextField({ max: 40 }),
  reason: optionalTextField({ max: 1000 }),
});
export const takenForm = z.object({ taken: rowsField(takenRow, { max: 200 }) });
