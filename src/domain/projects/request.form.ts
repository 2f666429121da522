import { z } from 'zod';
import {
  amountField,
  choiceField,
  commitmentField,
  countField,
  dateField,
  negateDong,
  optionalAmountField,
  optionalTextField,
  readForm,
  refuseAll,
  rowsField,
  textField,
  tickField,
  type FormFields,
  type Refusal,
  type Result,
} from '#kernel';
import { lineAmount, ownShare, type Request } from './request.ts';

const machine = z.object({
  name: textField(),
  origin: textField({ max: 120 }),
  year: countField({ min: 1990, max: 2100 }),
  capacity: optionalTextField({ max: 200 }),
  quantity: countField({ max: 10_000 }),
  unitPrice: amountField(),
  quotation: optionalTextField({ max: 40 }),
});

const costLine = z.object({
  label: textField(),
  unit: textField({ max: 40 }),
  quantity: countField({ max: 1_000_000 }),
  unitPrice: amountField(),
  eligible: tickField(),
  other: optionalAmountField(),
});

const task = z.object({ task: textField(), from: dateField(), until: dateField() });

const request = z.object({
  title: textField({ max: 200 }),
  procedure: choiceField(['provincial', 'national']),
  contentCode: textField({ max: 10 }),
  fiscalYear: countField({ min: 2002, max: 2100 }),
  necessity: textField({ max: 4000 }),
  objective: textField({ max: 4000 }),
  technologyLine: tickField(),
  machines: rowsField(machine, { none: true }),
  costLines: rowsField(costLine),
  asked: amountField(),
  timetable: rowsField(task),
  results: z.object({
    jobs: countField({ min: 0, max: 100_000 }),
    revenue: optionalAmountField(),
    description: textField({ max: 2000 }),
  }),
  commitments: z.object({
    ownFunds: commitmentField(),
    noOtherSupport: commitmentField(),
    newMachinery: commitmentField(),
  }),
});

/**
 * Reads a draft as a request ready to submit, or answers everything that is missing or wrong, each
 * beside its field: a person mends a form once, not error by error.
 */
export function readRequest(fields: FormFields): Result<Request> {
  const read = readForm(request, withBlankTables(fields));
  if (!read.ok) return read;
  const wrong = inconsistencies(read.value);
  return wrong.length > 0 ? refuseAll(wrong) : read;
}

function inconsistencies(r: Request): Refusal[] {
  const found: Refusal[] = [];
  r.costLines.forEach((line, i) => {
    if (line.other > lineAmount(line))
      found.push({
        code: 'others_pay_more_than_line',
        params: { amount: lineAmount(line) },
        field: `costLines.${i}.other`,
      });
  });
  r.timetable.forEach((task, i) => {
    if (task.until < task.from)
      found.push({ code: 'task_ends_before_it_starts', params: {}, field: `timetable.${i}.until` });
  });
  const own = ownShare(r);
  if (own < 0n)
    found.push({
      code: 'asked_exceeds_cost',
      params: { asked: r.asked, excess: negateDong(own) },
      field: 'asked',
    });
  r.machines.forEach((m, i) => {
    if (m.quotation === null)
      found.push({
        code: 'quotation_is_missing',
        params: { machine: m.name },
        field: `machines.${i}.quotation`,
      });
  });
  return found;
}

/** Nested objects must exist for their fields to be refused one by one. */
function withBlankTables(fields: FormFields): FormFields {
  return {
    'results.jobs': '',
    'results.description': '',
    'commitments.ownFunds': '',
    'commitments.noOtherSupport': '',
    'commitments.newMachinery': '',
    ...fields,
  };
}
