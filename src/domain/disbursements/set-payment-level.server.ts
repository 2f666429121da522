import { z } from 'zod';
import {
  choiceField,
  dateField,
  newId,
  ok,
  optionalAmountField,
  readForm,
  refuse,
  textField,
  todayIn,
  type FormFields,
  type Result,
} from '#kernel';
import { procedureKinds } from '#law';
import { hasRole, type Actor } from '#people';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import { recordEvent } from '#records/server';
import { insertPaymentLevel } from './payment-level.store.server.ts';

const levelForm = z.object({
  procedure: choiceField(procedureKinds),
  role: choiceField(['centre_director', 'department_leader']),
  validFrom: dateField(),
  /** Nothing: any amount. */
  upTo: optionalAmountField(),
  basis: textField({ max: 300 }),
});

export const maySetPaymentLevel = (actor: Actor): boolean => hasRole(actor, 'department_leader');

/** Records up to which amount a role approves payments from a day on. Refuses a day that has passed, and a second level for a day. */
export async function setPaymentLevel(cx: Context, fields: FormFields): Promise<Result<void>> {
  if (!maySetPaymentLevel(cx.actor)) return refuse('payment_level_not_permitted');
  const read = readForm(levelForm, fields);
  if (!read.ok) return read;
  const { upTo, ...given } = read.value;
  const today = todayIn(cx.now);
  if (given.validFrom < today) return refuse('payment_level_is_of_the_past', { today }, 'validFrom');
  return transact(cx, async (tx) => {
    const level = { ...given, upTo: upTo === 0n ? null : upTo };
    if (!(await insertPaymentLevel(tx, cx, level)))
      return refuse('payment_level_is_there', { on: given.validFrom }, 'validFrom');
    await recordEvent(tx, cx, {
      ...{ kind: 'payment_level.set', subject: { kind: 'payment_level', id: newId(cx.now.getTime()) } },
      after: { ...level, upTo: level.upTo === null ? null : String(level.upTo) },
    });
    return ok(undefined);
  });
}
