import { z } from 'zod';
import { choiceField, textField } from '#kernel';
import type { CheckCode } from './reconciliation.ts';

const checkCodes = [
  'local_plus_central_equals_headline',
  'yearly_local_equals_local',
  'yearly_central_equals_central',
  'local_average_over_period',
  'central_average_over_period',
] as const satisfies readonly CheckCode[];

/** How an officer settles a difference: what it is, and the document that says so. */
export const resolutionForm = z.object({
  check: choiceField(checkCodes),
  explanation: textField({ max: 2000 }),
  source: textField({ max: 300 }),
});

/** Taking a settlement back: it was wrong, and why. */
export const withdrawalForm = z.object({
  check: choiceField(checkCodes),
  reason: textField({ max: 1000 }),
});
