import { error, redirect } from '@sveltejs/kit';
import { expectOk, isId, readForm } from '#kernel';
import { closingForm, mayAccount, mayUnit, unitForm } from '#people';
import { editUnit, listPeople, readUnit } from '#people/server';
import { endUnit, workOfUnit } from '#appraisal/server';
import { inProvince } from '#platform/server';
import { failWith, textFields } from '#app/answer.ts';
import { signedIn } from '#app/signed-in.ts';
import { unitOptions } from '#app/web/unit-options.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params }) => {
  const cx = signedIn(locals);
  const found = isId(params.id) ? await readUnit(cx, params.id) : undefined;
  if (!found?.ok) error(404, 'Not found');
  const unit = found.value;
  const { parents, communes, province } = await unitOptions(cx);
  const others = parents.filter((other) => other.value !== unit.id);
  return {
    unit,
    parents: others,
    communes,
    province,
    successors: others.filter((other) => other.kind === unit.kind),
    members: expectOk(await listPeople(cx, { unitId: unit.id })).people,
    work: await inProvince(cx, (tx) => workOfUnit(tx, cx.province, unit.id)),
    may: mayUnit(cx.actor, 'edit') && unit.validTo === null,
    mayInvite: mayAccount(cx.actor, 'invite') && unit.validTo === null,
  };
};

export const actions: Actions = {
  edit: async ({ request, locals, params }) => {
    const fields = textFields(await request.formData());
    const read = readForm(unitForm, fields);
    if (!read.ok) return failWith(read.refusal, fields, locals.locale);
    const edited = await editUnit(signedIn(locals), params.id, read.value);
    if (!edited.ok) return failWith(edited.refusal, fields, locals.locale);
    redirect(303, `/admin/units/${params.id}`);
  },
  close: async ({ request, locals, params }) => {
    const fields = textFields(await request.formData());
    const read = readForm(closingForm, fields);
    if (!read.ok) return failWith(read.refusal, fields, locals.locale);
    const closed = await endUnit(signedIn(locals), params.id, read.value);
    if (!closed.ok) return failWith(closed.refusal, fields, locals.locale);
    redirect(303, `/admin/units/${params.id}`);
  },
};
