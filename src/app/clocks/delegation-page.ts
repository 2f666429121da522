import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import {
  choiceField,
  dateField,
  isId,
  readForm,
  textField,
  todayIn,
  type Locale,
  type LocalDate,
} from '#kernel';
import { isDelegable, mayEndDelegation, roles } from '#people';
import { colleaguesOf, delegationPage, delegationsOf, type Context, type Delegation } from '#people/server';
import { inProvince } from '#platform/server';
import { actsOfRole, delegateRole, endDelegationOf } from '#projects/server';
import { failWith, textFields } from '../answer.ts';

/** How a delegation stands on a day. */
const standingOf = (one: Delegation, today: LocalDate): 'ended' | 'over' | 'coming' | 'running' =>
  one.endedAt !== null ? 'ended' : one.lastDay < today ? 'over' : one.firstDay > today ? 'coming' : 'running';

const shown = (cx: Context, one: Delegation) => {
  const standing = standingOf(one, todayIn(cx.now));
  const lives = standing === 'coming' || standing === 'running';
  return { ...one, standing, mayEnd: lives && mayEndDelegation(cx.actor, one) };
};

/** What the actor left to others, and what others left to them; whom they can leave a role to. */
export async function loadDelegations(cx: Context) {
  const today = todayIn(cx.now);
  const held = cx.actor.memberships.filter((m) => isDelegable(m.role));
  return inProvince(cx, async (tx) => {
    const units = [...new Set(held.map((m) => m.unitId))];
    const all = await delegationsOf(tx, cx.province, cx.actor.accountId);
    const roleChoices = [];
    for (const { unitId, unitName, role } of held)
      roleChoices.push({ unitId, unitName, role, acts: await actsOfRole(tx, cx.province, role, today) });
    return {
      today,
      given: all.filter((one) => one.from.id === cx.actor.accountId).map((one) => shown(cx, one)),
      taken: all.filter((one) => one.to.id === cx.actor.accountId).map((one) => shown(cx, one)),
      roles: roleChoices,
      colleagues: await colleaguesOf(tx, cx.province, cx.actor.accountId, units, today),
    };
  });
}

const form = z.object({
  /** `unit:role`. */
  role: textField().transform((text) => text.split(':')),
  to: textField(),
  firstDay: dateField(),
  lastDay: dateField(),
  reason: textField({ max: 500 }),
});

export async function delegateFromForm(cx: Context, locale: Locale, request: Request) {
  const fields = textFields(await request.formData());
  const read = readForm(form, fields);
  if (!read.ok) return failWith(read.refusal, fields, locale);
  const { role: chosen, ...rest } = read.value;
  const [unitId = '', roleText = ''] = chosen;
  const role = readForm(z.object({ role: choiceField(roles) }), { role: roleText });
  if (!role.ok) return failWith(role.refusal, fields, locale);
  // Ticks are named `acts.<role>.<event>`: without script those of other roles stand beside and are left alone.
  const prefix = `acts.${role.value.role}.`;
  const ticked = Object.keys(fields).filter((name) => name.startsWith(prefix));
  const events = ticked.length === 0 ? null : ticked.map((name) => name.slice(prefix.length));
  const done = await delegateRole(cx, { ...rest, unitId, role: role.value.role, events });
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, '/account/delegation');
}

export async function endDelegationFromForm(cx: Context, locale: Locale, request: Request, back: string) {
  const fields = textFields(await request.formData());
  const done = await endDelegationOf(cx, fields['id'] ?? '');
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, back);
}

const PAGE_SIZE = 50;

/** All delegations of the province, newest first, for whoever keeps its accounts. */
export async function loadDelegationList(cx: Context, url: URL) {
  const asked = url.searchParams.get('after');
  const after = asked !== null && isId(asked) ? asked : null;
  const page = await inProvince(cx, (tx) => delegationPage(tx, cx.province, { after, size: PAGE_SIZE }));
  return { rows: page.rows.map((one) => shown(cx, one)), next: page.next, isFirst: after === null };
}
