import { z } from 'zod';
import {
  choiceField,
  dateField,
  formatDate,
  isLocalDate,
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
import { hasRole, staffRoles, type Actor } from '#people';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import { recordEvent } from '#records/server';
import { rulesFor } from '../procedure.server.ts';
import { dropLevelRow, insertLevel } from './level.store.server.ts';

const levelForm = z.object({
  procedure: choiceField(procedureKinds),
  role: choiceField(staffRoles),
  validFrom: dateField(),
  /** Nothing: any amount. */
  upTo: optionalAmountField(),
  basis: textField({ max: 300 }),
});

/** The department records what the province decided. */
export const maySetLevels = (actor: Actor): boolean => hasRole(actor, 'department_leader');

/**
 * Records up to which support a role approves estimates from a day on. Refuses a day that has passed (what was approved
 * stays), a role that approves none, and a second level for the same day.
 */
export async function setLevel(cx: Context, fields: FormFields): Promise<Result<void>> {
  if (!maySetLevels(cx.actor)) return refuse('estimate_level_not_permitted');
  const read = readForm(levelForm, fields);
  if (!read.ok) return read;
  const { procedure, role, validFrom, upTo, basis } = read.value;
  const today = todayIn(cx.now);
  if (validFrom < today) return refuse('estimate_level_is_of_the_past', { today }, 'validFrom');
  return transact(cx, async (tx) => {
    const rules = await rulesFor(tx, cx.province, procedure, validFrom);
    if (!rules.ok) return rules;
    if (!rules.value.ruleOf('approve_estimate')?.roles.includes(role))
      return refuse('estimate_level_role_approves_none', {}, 'role');
    const level = { procedure, role, validFrom, upTo: upTo === 0n ? null : upTo, basis };
    if (!(await insertLevel(tx, cx, level)))
      return refuse('estimate_level_is_there', { on: validFrom }, 'validFrom');
    await recordEvent(tx, cx, {
      ...{ kind: 'estimate_level.set', subject: { kind: 'estimate_level', id: newId(cx.now.getTime()) } },
      after: { ...level, upTo: level.upTo === null ? null : String(level.upTo) },
    });
    return ok(undefined);
  });
}

/** Takes a level back that is not yet in force. */
export async function dropLevel(cx: Context, fields: FormFields): Promise<Result<void>> {
  if (!maySetLevels(cx.actor)) return refuse('estimate_level_not_permitted');
  const { procedure = '', role = '', validFrom = '' } = fields;
  if (!isLocalDate(validFrom) || validFrom <= todayIn(cx.now)) return refuse('estimate_level_is_in_force');
  return transact(cx, async (tx) => {
    if (!(await dropLevelRow(tx, cx.province, { procedure, role, validFrom })))
      return refuse('estimate_level_is_gone', { on: formatDate(validFrom) });
    await recordEvent(tx, cx, {
      ...{ kind: 'estimate_level.dropped', subject: { kind: 'estimate_level', id: newId(cx.now.getTime()) } },
      before: { procedure, role, validFrom },
    });
    return ok(undefined);
  });
}
