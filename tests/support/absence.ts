import { expectOk, localDate } from '#kernel';
import { inPlaceOf, type NewDelegation } from '#people';
import { actorOfAccount, contextOf, type Context } from '#people/server';
import { delegateRole, endDelegationOf } from '#projects/server';

/** The person as their next request sees them, on a day. */
export async function seenOn(cx: Context, day = '2026-11-23'): Promise<Context> {
  const now = new Date(`${day}T02:00:00Z`);
  const actor = await actorOfAccount(cx, cx.actor.accountId, now);
  return contextOf(cx.db, actor!, now);
}

/** The person as their next request sees them when they chose to stand in for whoever left them a role. */
export async function inPlace(cx: Context, day?: string): Promise<Context> {
  const own = await seenOn(cx, day);
  const actor = inPlaceOf(own.actor, own.actor.delegated![0]!.id);
  return contextOf(own.db, actor!, own.now);
}

/** One person's first role, left to another for a week, in all it does. */
export const away = (cx: Context, to: Context, over: Partial<NewDelegation> = {}): NewDelegation => ({
  unitId: cx.actor.memberships[0]!.unitId,
  role: cx.actor.memberships[0]!.role,
  to: to.actor.accountId,
  firstDay: localDate('2026-11-23'),
  lastDay: localDate('2026-11-27'),
  reason: 'Nghỉ phép',
  events: null,
  ...over,
});

/** Gives it, does something while it stands, and ends it whatever came of it. */
export async function during(cx: Context, wanted: NewDelegation, then: (id: string) => Promise<void>) {
  const { id } = expectOk(await delegateRole(cx, wanted));
  try {
    await then(id);
  } finally {
    await endDelegationOf(cx, id);
  }
}
