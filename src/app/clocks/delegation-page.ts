import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import {
  choiceField,
  dateField,
  isId,
  readForm,
  textField,
  todayIn,
  type FormFields,
  type Locale,
  type LocalDate,
  type Refusal,
} from '#kernel';
import { hasRole, isDelegable, mayEndDelegation, roles, unitsLed, wholeRolesLeft } from '#people';
import {
  colleaguesOf,
  delegationPage,
  delegationsOf,
  unitsOfColleagues,
  type Context,
  type Delegation,
} from '#people/server';
import { inProvince, type Tx } from '#platform/server';
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
  // Nobody leaves on what was left to them.
  const held = cx.actor.standsInFor ? [] : cx.actor.memberships.filter((m) => isDelegable(m.role));
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
      colleagues: (await colleaguesOf(tx, cx.province, units, today)).filter(
        (one) => one.id !== cx.actor.accountId,
      ),
      standsInFor: cx.actor.standsInFor ?? null,
      mayStandIn: wholeRolesLeft(cx.actor).map(({ id, onBehalfOf }) => ({ id, name: onBehalfOf.name })),
      others: await othersOf(tx, cx, unitsLed(cx.actor)),
    };
  });
}

/** Whom the actor may set on leave, with who works beside them; null for who may set nobody. */
async function othersOf(tx: Tx, cx: Context, units: readonly string[]) {
  if (units.length === 0) return null;
  const staff = await colleaguesOf(tx, cx.province, units, todayIn(cx.now));
  return staff.filter((one) => isDelegable(one.role));
}

const form = z.object({
  /** `unit:role`, or `unit:role:account` for somebody else. */
  role: textField().transform((text) => text.split(':')),
  to: textField(),
  firstDay: dateField(),
  lastDay: dateField(),
  reason: textField({ max: 500 }),
});

/** Two forms stand on one page: the fields of the one for somebody else say so in their names. */
const OTHER = 'other.';

const unprefixed = (fields: FormFields, prefix: string): FormFields =>
  prefix === ''
    ? fields
    : Object.fromEntries(
        Object.entries(fields).flatMap(([name, value]) =>
          name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
        ),
      );

const beside = ({ also = [], ...first }: Refusal, prefix: string): Refusal => {
  const moved = (one: Refusal): Refusal =>
    one.field === undefined ? one : { ...one, field: prefix + one.field };
  return { ...moved(first), ...(also.length > 0 ? { also: also.map(moved) } : {}) };
};

export async function delegateFromForm(cx: Context, locale: Locale, request: Request, back: string) {
  const fields = textFields(await request.formData());
  const prefix = 'other.role' in fields ? OTHER : '';
  const said = (refusal: Refusal) => failWith(beside(refusal, prefix), fields, locale);
  const read = readForm(form, unprefixed(fields, prefix));
  if (!read.ok) return said(read.refusal);
  const { role: chosen, ...rest } = read.value;
  const [unitId = '', roleText = '', from = null] = chosen;
  const role = readForm(z.object({ role: choiceField(roles) }), { role: roleText });
  if (!role.ok) return said(role.refusal);
  // Ticks are named `acts.<role>.<event>`: without script those of other roles stand beside and are left alone.
  const acts = `acts.${role.value.role}.`;
  const ticked = Object.keys(fields).filter((name) => name.startsWith(acts));
  const events = ticked.length === 0 ? null : ticked.map((name) => name.slice(acts.length));
  const done = await delegateRole(cx, { ...rest, from, unitId, role: role.value.role, events });
  if (!done.ok) return said(done.refusal);
  redirect(303, from === null ? back : `${back}?set`);
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
  const isKeeper = hasRole(cx.actor, 'administrator');
  return inProvince(cx, async (tx) => {
    const page = await delegationPage(tx, cx.province, { after, size: PAGE_SIZE });
    const today = todayIn(cx.now);
    const others = isKeeper
      ? ((await othersOf(tx, cx, await unitsOfColleagues(tx, cx.province, today))) ?? [])
      : null;
    return {
      rows: page.rows.map((one) => shown(cx, one)),
      ...{ next: page.next, isFirst: after === null, others, today, wasSet: url.searchParams.has('set') },
    };
  });
}
