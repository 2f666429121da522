import { error, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { unheldOpinions } from '#appraisal/server';
import { choiceField, isId, readForm, textField, todayIn, type FormFields, type Locale } from '#kernel';
import { hasRole, roles, unitKindsOfRole } from '#people';
import {
  colleaguesOf,
  endSessionsOf,
  listOffices,
  listOfficers,
  readPerson,
  type Context,
} from '#people/server';
import { inProvince } from '#platform/server';
import { leaveWork, listUnheldWaits, takeUpWork, unheldWaits, withoutRecused } from '#projects/server';
import { admit } from '../access.ts';
import { failWith, textFields } from '../answer.ts';
import { runtime } from '../runtime.ts';

/** So many waits are named; the counts are of all. */
const MOST_NAMED = 200;

/** What a person holds, what of it nobody else could do, and who could take it up. */
export async function loadHandOver(cx: Context, id: string) {
  const found = isId(id) ? await readPerson(cx, id) : undefined;
  if (!found?.ok || !found.value.active || id === cx.actor.accountId) error(404, 'Not found');
  const person = found.value;
  const today = todayIn(cx.now);
  return inProvince(cx, async (tx) => {
    const alone = await unheldWaits(tx, cx.province, today, id);
    const officers = (await listOfficers(tx, today)).filter((one) => one.id !== id);
    const held = person.roles.filter((role) => role.validTo === null);
    const rows = [];
    for (const role of held) {
      const ofEstablishment = unitKindsOfRole[role.role].includes('establishment');
      const own = alone.filter(
        (one) => one.role === role.role && (!ofEstablishment || one.unitId === role.unitId),
      );
      rows.push({
        membershipId: role.id,
        role: role.role,
        unitName: role.unitName,
        waits: own.reduce((sum, one) => sum + one.waits, 0),
        candidates: ofEstablishment
          ? (await colleaguesOf(tx, cx.province, [role.unitId], today)).filter((one) => one.id !== id)
          : officers,
      });
    }
    return {
      person: { id, name: person.name },
      rows,
      waits: await withoutRecused(
        tx,
        cx,
        await listUnheldWaits(tx, cx.province, today, id, MOST_NAMED),
        (w) => w.projectId,
      ),
    };
  });
}

const leavingForm = z.object({ reason: textField({ max: 500 }) });

/** Roles are ticked as `ends.<membership>`, each with `successor.<membership>`. */
export async function handOverFromForm(cx: Context, id: string, locale: Locale, request: Request) {
  const fields = textFields(await request.formData());
  const read = readForm(leavingForm, fields);
  if (!read.ok) return failWith(read.refusal, fields, locale);
  const ends = Object.keys(fields).filter((name) => name.startsWith('ends.'));
  const close = fields['close'] === 'on';
  const done = await leaveWork(cx, {
    accountId: id,
    reason: read.value.reason,
    close,
    roles: ends.map((name) => rowOf(fields, name.slice('ends.'.length))),
  });
  if (!done.ok) return failWith(done.refusal, fields, locale);
  if (close) await endSessionsOf(cx, runtime().auth, id);
  redirect(303, `/admin/people/${id}`);
}

const rowOf = (fields: FormFields, membershipId: string) => ({
  membershipId,
  successor: fields[`successor.${membershipId}`] || null,
});

/** Waits and opinions that nobody can do; an administrator gives them to somebody here. */
export async function loadUnheld(cx: Context) {
  const today = todayIn(cx.now);
  const may = hasRole(cx.actor, 'administrator');
  return inProvince(cx, async (tx) => {
    const groups = await unheldWaits(tx, cx.province, today);
    const wanted = [...new Set(groups.map((one) => one.role))];
    const offices = may ? await listOffices(tx, today) : [];
    return {
      today,
      may,
      groups,
      waits: await withoutRecused(
        tx,
        cx,
        await listUnheldWaits(tx, cx.province, today, null, MOST_NAMED),
        (w) => w.projectId,
      ),
      opinions: await unheldOpinions(tx, cx.province, today),
      seesProjects: admit('/(staff)/desk/projects/[id]', { signedIn: true, actor: cx.actor }) === 'enter',
      // An establishment's owner is found by its own people; the rest is given here.
      desks: wanted
        .filter((role) => !unitKindsOfRole[role].includes('establishment'))
        .map((role) => ({
          role,
          units: offices.filter((office) => unitKindsOfRole[role].includes(office.kind)),
        })),
      officers: may ? await listOfficers(tx, today) : [],
    };
  });
}

const takingForm = z.object({
  role: choiceField(roles),
  unitId: textField({ max: 36 }),
  to: textField({ max: 36 }),
  reason: textField({ max: 500 }),
});

export async function takeUpFromForm(cx: Context, locale: Locale, request: Request) {
  const fields = textFields(await request.formData());
  const read = readForm(takingForm, fields);
  if (!read.ok) return failWith(read.refusal, fields, locale);
  const done = await takeUpWork(cx, read.value);
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, '/desk/waits/nobody');
}
