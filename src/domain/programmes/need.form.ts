import { z } from 'zod';
import {
  choiceField,
  isId,
  optionalAmountField,
  optionalTextField,
  parseTaxCode,
  readForm,
  refuseAll,
  ok,
  textField,
  tickField,
  dateField,
  countField,
  type Dong,
  type FormFields,
  type Refusal,
  type Result,
} from '#kernel';
import { programmes, type NeedInput } from './need.ts';

const form = z.object({
  establishment: optionalTextField({ max: 36 }),
  name: optionalTextField({ max: 200 }),
  taxCode: optionalTextField({ max: 40 }),
  phone: optionalTextField({ max: 40 }),
  commune: optionalTextField({ max: 10 }),
  content: textField({ max: 20 }),
  procedure: choiceField(programmes),
  title: textField({ max: 200 }),
  reason: optionalTextField({ max: 2000 }),
  machine: optionalTextField({ max: 200 }),
  quotation: optionalTextField({ max: 300 }),
  cost: optionalAmountField(),
  asked: optionalAmountField(),
  ownFunds: tickField(),
  site: tickField(),
  papers: tickField(),
});

/** Reads a need as typed. The name and commune of a chosen establishment come from the register later. */
export function readNeed(fields: FormFields): Result<NeedInput> {
  const read = readForm(form, { content: '', procedure: '', title: '', ...fields });
  const wrong: Refusal[] = [];
  const chosen = isId(fields['establishment']?.trim() ?? '');
  if (!chosen) {
    if ((fields['name'] ?? '').trim().length < 2)
      wrong.push({ code: 'need_names_nobody', params: {}, field: 'name' });
    if ((fields['commune'] ?? '').trim() === '')
      wrong.push({ code: 'need_has_no_commune', params: {}, field: 'commune' });
  }
  const typed = chosen ? '' : (fields['taxCode'] ?? '').trim();
  const taxCode = typed === '' ? ok(null) : parseTaxCode(typed);
  if (!taxCode.ok) wrong.push({ ...taxCode.refusal, field: 'taxCode' });
  if (!read.ok) {
    const { also = [], ...first } = read.refusal;
    return refuseAll([first, ...also, ...wrong]);
  }
  const { establishment, content, ...rest } = read.value;
  const [cost, asked] = [amountOrNull(rest.cost), amountOrNull(rest.asked)];
  if (cost !== null && asked !== null && asked > cost)
    wrong.push({ code: 'need_asks_more_than_cost', params: { asked, cost }, field: 'asked' });
  if (wrong.length > 0) return refuseAll(wrong);
  return ok({
    ...rest,
    establishmentId: chosen ? establishment : null,
    name: rest.name?.replaceAll(/\s+/g, ' ') ?? '',
    taxCode: taxCode.ok ? taxCode.value : null,
    commune: rest.commune ?? '',
    contentCode: content,
    cost,
    asked,
  });
}

const amountOrNull = (amount: Dong): Dong | null => (amount === 0n ? null : amount);

export const roundForm = z.object({
  fiscalYear: countField({ min: 2002, max: 2100 }),
  name: textField({ max: 200 }),
  closesOn: dateField(),
  note: optionalTextField({ max: 1000 }),
});
export type RoundInput = z.infer<typeof roundForm>;
