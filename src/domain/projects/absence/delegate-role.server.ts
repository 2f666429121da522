import { ok, refuse, refuseAll, todayIn, type LocalDate, type Refusal, type Result } from '#kernel';
import { procedureOn } from '#law/server';
import type { NewDelegation, Role } from '#people';
import { endDelegation, giveDelegation, type Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { notify } from '#records/server';
import type { Event } from '../project.transitions.ts';

const aboutAccount = (id: string) => ({ kind: 'account', id });

/**
 * Leaves a role to a colleague while somebody is away, for all its acts or some, and tells whoever did not set it. Refuses what
 * `giveDelegation` does, and `delegation_act_not_of_role`.
 */
export async function delegateRole(cx: Context, wanted: NewDelegation): Promise<Result<{ id: string }>> {
  return transact(cx, async (tx) => {
    const faults: Refusal[] = [];
    if (wanted.events !== null) {
      const known = await actsOfRole(tx, cx.province, wanted.role, todayIn(cx.now));
      if (!wanted.events.every((event) => known.includes(event as Event)))
        faults.push(refuse('delegation_act_not_of_role', {}, 'events').refusal);
    }
    const given = await giveDelegation(tx, cx, wanted);
    if (!given.ok) faults.push(given.refusal, ...(given.refusal.also ?? []));
    if (faults.length > 0 || !given.ok) return refuseAll(faults);
    const { id, from, to } = given.value;
    const days = { role: wanted.role, from: wanted.firstDay, until: wanted.lastDay };
    await notify(tx, cx, {
      kind: 'delegation_given',
      to: { account: to.id },
      subject: aboutAccount(from.id),
      fills: { ...days, name: from.name },
    });
    // Who was set on leave by somebody else learns of it when they are back.
    if (from.id !== cx.actor.accountId)
      await notify(tx, cx, {
        kind: 'delegation_set',
        to: { account: from.id },
        subject: aboutAccount(from.id),
        fills: { ...days, name: cx.actor.name, other: to.name },
      });
    return ok({ id });
  });
}

/** Ends a delegation, by either of the two or the administrator, and tells whoever did not. */
export async function endDelegationOf(cx: Context, id: string): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const ended = await endDelegation(tx, cx, id);
    if (!ended.ok) return ended;
    const { from, to, role } = ended.value;
    for (const person of [from, to])
      await notify(tx, cx, {
        kind: 'delegation_ended',
        to: { account: person.id },
        subject: aboutAccount(from.id),
        fills: { name: from.name, other: to.name, role, by: cx.actor.name },
        except: cx.actor.accountId,
      });
    return ok(undefined);
  });
}

/** The acts a role may do on a day in either procedure, in their order: what can be delegated one by one. */
export async function actsOfRole(
  tx: Tx,
  province: string,
  role: Role,
  on: LocalDate,
): Promise<readonly Event[]> {
  const found = new Set<Event>();
  for (const kind of ['provincial', 'national'] as const) {
    const procedure = await procedureOn(tx, kind, province, on);
    if (!procedure.ok) continue;
    for (const step of procedure.value.steps.values()) if (step.roles.includes(role)) found.add(step.event);
  }
  return [...found];
}
