import { newId, ok, refuse, refuseAll, todayIn, type Result } from '#kernel';
import { differentPerson, permit, staffRoles } from '#people';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { notify, recordEvent } from '#records/server';
import { mayDraftProcedure, mayPublishProcedure } from '../procedure.policy.ts';
import type { ClockRulesInput } from './clock-rules.form.ts';
import {
  callPublishClockRules,
  clockRulesDraft,
  clockRulesOn,
  clockRulesVersions,
  insertClockRulesDraft,
} from './clock-rules.store.server.ts';
import { clockChanges, clockRuleFaults } from './clock-rules.ts';

/** The number of the province's last version, 0 where it has none. */
export const lastClockVersion = async (tx: Tx, province: string): Promise<number> =>
  (await clockRulesVersions(tx, province))[0]?.version ?? 0;

/**
 * Drafts the province's own rules of the clocks, or the way back to those for all; nothing follows it until somebody
 * else publishes it. `seen`: the version and the number of the draft the page showed. Refuses `not_permitted`,
 * `clock_rules_changed_meanwhile`, and every fault at once.
 */
export async function saveClockRules(
  cx: Context,
  seen: { readonly base: number; readonly no: number },
  input: ClockRulesInput,
): Promise<Result<{ no: number }>> {
  return transact(cx, async (tx) => {
    const today = todayIn(cx.now);
    const [last] = await clockRulesVersions(tx, cx.province);
    const base = last?.version ?? 0;
    const before = await clockRulesDraft(tx, cx.province, base);
    const permitted = permit(mayDraftProcedure(cx.actor));
    if (!permitted.ok) return permitted;

    if (base !== seen.base || (before?.no ?? 0) !== seen.no) return refuse('clock_rules_changed_meanwhile');
    const faults = clockRuleFaults(await clockRulesOn(tx, cx.province, today), input.rules, {
      ...input,
      today,
    });
    if (last && input.from <= last.from)
      faults.unshift(refuse('procedure_begins_before_last', { day: last.from }, 'from').refusal);
    if (input.rules === null && !last?.rules) faults.push(refuse('procedure_is_not_own').refusal);
    if (faults.length > 0) return refuseAll(faults);

    const no = await insertClockRulesDraft(tx, cx, base, input);
    return no === undefined ? refuse('clock_rules_changed_meanwhile') : ok({ no });
  });
}

/**
 * Makes what was drafted the province's rules from its day on, and tells its officers. No due day moves: reminders, levels
 * and rights are asked on the day they are needed, and an opinion keeps what it was asked under. Refuses `not_permitted`,
 * `clock_rules_changed_meanwhile`, `same_person_may_not`, `procedure_begins_too_early`.
 */
export async function publishClockRules(cx: Context, no: number): Promise<Result<{ version: number }>> {
  return transact(cx, async (tx) => {
    const draft = await clockRulesDraft(tx, cx.province, await lastClockVersion(tx, cx.province));
    const permitted = permit(mayPublishProcedure(cx.actor));
    if (!permitted.ok) return permitted;

    if (draft?.no !== no) return refuse('clock_rules_changed_meanwhile');
    for (const writer of draft.writers) {
      const other = differentPerson(cx.actor, writer);
      if (!other.ok) return other;
    }
    const { own: _, ...inForce } = await clockRulesOn(tx, cx.province, todayIn(cx.now));
    const version = await callPublishClockRules(tx, cx, no);
    const { from, basis, basisOn, rules } = draft;
    const id = newId(cx.now.getTime());
    await recordEvent(tx, cx, {
      kind: 'clock_rules.published',
      subject: { kind: 'clock_rules', id },
      after: { version, from, basis, basisOn, changes: rules && clockChanges(inForce, rules) },
    });
    await tellStaff(tx, cx, { kind: 'clock_rules_published', id, fills: { from, basis } });
    return ok({ version });
  });
}

/** Tells everybody who works on projects, once each. */
export async function tellStaff(
  tx: Tx,
  cx: Context,
  told: {
    readonly kind: 'clock_rules_published' | 'procedure_published' | 'procedure_ended';
    readonly id: string;
    readonly fills: Readonly<Record<string, string>>;
  },
): Promise<void> {
  const subject = {
    kind: told.kind === 'clock_rules_published' ? 'clock_rules' : 'procedure',
    id: told.id,
  };
  for (const role of staffRoles.filter((one) => one !== 'administrator'))
    await notify(tx, cx, {
      kind: told.kind,
      to: { role },
      subject,
      fills: told.fills,
      once: `${told.kind}/${told.id}`,
      except: cx.actor.accountId,
    });
}
