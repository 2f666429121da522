import { redirect } from '@sveltejs/kit';
import { failWith, fileField, textFields } from '#app/answer.ts';
import { runtime } from '#app/runtime.ts';
import { signedIn } from '#app/signed-in.ts';
import { expectOk } from '#kernel';
import { unitKinds } from '#people';
import { listUnitsOf, readAuthSecret } from '#people/server';
import { inProvince } from '#platform/server';
import { mayKeepSeals } from '#records';
import { addSeal, addTrustRoot, listRoots, listSeals, withdrawKept } from '#records/server';
import type { Actions, PageServerLoad } from './$types.js';

const HERE = '/admin/signatures';

export const load: PageServerLoad = async ({ locals }) => {
  const cx = signedIn(locals);
  const kinds = unitKinds.filter((kind) => kind !== 'establishment');
  const units = expectOk(await listUnitsOf(cx, { kinds }));
  const { seals, roots } = await inProvince(cx, async (tx) => ({
    seals: await listSeals(tx, cx.province),
    roots: await listRoots(tx, cx.province),
  }));
  return {
    units: units.map(({ id, name }) => ({ value: id, label: name })),
    seals: seals.map((seal) => ({ ...seal, over: seal.withdrawnAt !== null || seal.validUntil <= cx.now })),
    roots: roots.map(({ id, name, validUntil }) => ({ id, name, validUntil })),
    stamps: runtime().settings.tsaUrl !== undefined,
    may: mayKeepSeals(cx.actor),
  };
};

const withdraw = (what: 'seal' | 'trust_root') =>
  (async ({ request, locals }) => {
    const { id = '' } = textFields(await request.formData());
    const done = await withdrawKept(signedIn(locals), what, id);
    if (!done.ok) return failWith(done.refusal, {}, locals.locale);
    redirect(303, HERE);
  }) satisfies Actions[string];

export const actions: Actions = {
  seal: async ({ request, locals }) => {
    const data = await request.formData();
    const { password = '', ...fields } = textFields(data);
    const upload = await fileField(data, 'file');
    const input = { unitId: fields['unitId'] ?? '', file: upload?.bytes ?? new Uint8Array(), password };
    const added = await addSeal(signedIn(locals), readAuthSecret(runtime().settings), input);
    // The password goes back to nobody.
    if (!added.ok) return failWith(added.refusal, fields, locals.locale);
    redirect(303, HERE);
  },
  root: async ({ request, locals }) => {
    const upload = await fileField(await request.formData(), 'root');
    const added = await addTrustRoot(signedIn(locals), upload?.bytes ?? new Uint8Array());
    if (!added.ok) return failWith(added.refusal, {}, locals.locale);
    redirect(303, HERE);
  },
  withdrawSeal: withdraw('seal'),
  withdrawRoot: withdraw('trust_root'),
};
