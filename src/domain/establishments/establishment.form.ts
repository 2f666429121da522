import { z } from 'zod';
import {
  countField,
  optionalDateField,
  optionalTextField,
  parseAmount,
  parseShare,
  parseTaxCode,
  textField,
  tickField,
  type Dong,
  type Rate,
  type TaxCode,
} from '#kernel';

const taxCodeField = () =>
  textField({ max: 40 }).transform((text, ctx): TaxCode => {
    const parsed = parseTaxCode(text);
    if (parsed.ok) return parsed.value;
    ctx.addIssue({ code: 'custom', message: parsed.refusal.code, params: parsed.refusal.params });
    return z.NEVER;
  });

/** A code chosen from a catalogue; whether the catalogue has it is known only with the database. */
const codeField = (missing: 'choice_is_missing' | 'commune_is_missing') =>
  optionalTextField({ max: 40 }).transform((code, ctx): string => {
    if (code !== null) return code;
    ctx.addIssue({ code: 'custom', message: missing });
    return z.NEVER;
  });

/** An amount that may be left out: then unknown, which is not zero. */
const unknownAmountField = () =>
  optionalTextField({ max: 60 }).transform((text, ctx): Dong | null => {
    if (text === null) return null;
    const parsed = parseAmount(text);
    if (parsed.ok) return parsed.value;
    ctx.addIssue({ code: 'custom', message: parsed.refusal.code, params: parsed.refusal.params });
    return z.NEVER;
  });

/** A percentage that may be left out: then unknown, which is not zero. */
const unknownShareField = () =>
  optionalTextField({ max: 60 }).transform((text, ctx): Rate | null => {
    if (text === null) return null;
    const parsed = parseShare(text);
    if (parsed.ok) return parsed.value;
    ctx.addIssue({ code: 'custom', message: parsed.refusal.code, params: parsed.refusal.params });
    return z.NEVER;
  });

const phoneField = () =>
  textField({ max: 30 }).transform((text, ctx): string => {
    const digits = text.replace(/[\s.\-()]/g, '');
    if (/^\+?\d{8,15}$/.test(digits)) return digits;
    ctx.addIssue({ code: 'custom', message: 'phone_is_not_understood', params: { text } });
    return z.NEVER;
  });

/** Registering an establishment, and changing it. */
export const establishmentForm = z.object({
  name: textField({ max: 200 }),
  legalForm: codeField('choice_is_missing'),
  taxCode: taxCodeField(),
  representative: textField({ max: 120 }),
  phone: phoneField(),
  commune: codeField('commune_is_missing'),
  address: optionalTextField(),
  sector: codeField('choice_is_missing'),
  products: optionalTextField(),
  employees: countField({ min: 0 }),
  revenue: unknownAmountField(),
  capital: unknownAmountField(),
  foundedOn: optionalDateField(),
  womenOwned: tickField(),
  minorityOwned: tickField(),
  craftVillage: tickField(),
  craftVillageDecision: optionalTextField({ max: 120 }),
  cleanerProduction: tickField(),
  clusterInvestor: tickField(),
  localMaterialShare: unknownShareField(),
  exports: tickField(),
  supportingIndustry: tickField(),
  typicalProduct: tickField(),
  typicalProductCertificate: optionalTextField({ max: 120 }),
  keyProduct: tickField(),
});
export type EstablishmentInput = z.output<typeof establishmentForm>;
