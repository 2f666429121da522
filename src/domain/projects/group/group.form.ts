import { z } from 'zod';
import {
  amountField,
  choiceField,
  countField,
  optionalTextField,
  readForm,
  refuseAll,
  textField,
  ZERO_DONG,
  type FormFields,
  type Refusal,
  type Result,
} from '#kernel';
import { totalCost, type Request } from '../request.ts';

/** As many as one question to the norms may count. */
const MOST_UNITS = 1000;

const groupForm = z.object({
  title: textField({ max: 200 }),
  procedure: choiceField(['provincial', 'national']),
  contentCode: textField({ max: 10 }),
  fiscalYear: countField({ min: 2002, max: 2100 }),
  units: countField({ max: MOST_UNITS }),
  unitLabel: textField({ max: 40 }),
  costPerUnit: amountField(),
  asked: amountField(),
  objective: textField({ max: 4000 }),
  necessity: textField({ max: 4000 }),
});

/** A group project's request: one line of cost, for as many units of count as are foreseen. Everything wrong at once. */
export function readGroupRequest(fields: FormFields): Result<Request> {
  const read = readForm(groupForm, fields);
  if (!read.ok) return read;
  const { units, unitLabel, costPerUnit, ...head } = read.value;
  const line = { label: head.title, unit: unitLabel, quantity: units, unitPrice: costPerUnit };
  const costLines = [{ ...line, eligible: true, other: ZERO_DONG }];
  const cost = totalCost(costLines);
  const found: Refusal[] = [];
  if (head.asked > cost)
    found.push({
      code: 'asked_exceeds_cost',
      params: { asked: head.asked, excess: head.asked - cost },
      field: 'asked',
    });
  if (found.length > 0) return refuseAll(found);
  return {
    ok: true,
    value: {
      ...head,
      group: { units },
      costLines,
      technologyLine: false,
      machines: [],
      timetable: [],
      results: { jobs: 0, revenue: ZERO_DONG, description: '' },
    },
  };
}

/** The same as typed, to be written anew after a supplement was asked for. */
export function groupFields(request: Request): FormFields {
  const line = request.costLines[0];
  return {
    title: request.title,
    procedure: request.procedure,
    contentCode: request.contentCode,
    fiscalYear: String(request.fiscalYear),
    units: String(request.group?.units ?? ''),
    unitLabel: line?.unit ?? '',
    costPerUnit: String(line?.unitPrice ?? ''),
    asked: String(request.asked),
    objective: request.objective,
    necessity: request.necessity,
  };
}

export const beneficiaryForm = z.object({
  taxCode: textField({ max: 20 }),
  /** Empty: the establishment's own place. */
  commune: optionalTextField({ max: 10 }),
  eligibleCost: amountField(),
  amount: amountField(),
});

export const detachForm = z.object({ reason: textField({ max: 1000 }) });
