import { error, redirect } from '@sveltejs/kit';
import { expectOk, isId, readForm, type Refusal, type Result } from '#kernel';
import { mayAccount, roleForm, unitKinds } from '#people';
import {
  changeAccount,
  closeAccount,
  endRole,
  endSecondFactorOf,
  grantRole,
  listUnitsOf,
  readPerson,
  renewInvitation,
  reopenAccount,
  sendResetLink,
} from '#people/server';
import { failWith, textFields } from '#app/answer.ts';
import { runtime } from '#app/runtime.ts';
import { signedIn } from '#app/signed-in.ts';
import { deliveryOf } from '#app/web/delivery.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';

export const load: PageServerLoad = async ({ locals, params }) => {
  const cx = signedIn(locals);
  const found = isId(params.id) ? await readPerson(cx, params.id) : undefined;
  if (!found?.ok) error(404, 'Not found');
  const units = expectOk(await listUnitsOf(cx, { kinds: unitKinds }));
  return {
    person: found.value,
    units: units.filter((unit) => unit.validTo === null),
    own: cx.actor.accountId === params.id,
    may: mayAccount(cx.actor, 'edit'),
    byMail: deliveryOf(locals).byMail,
  };
};

/** Answers an act on this person: back to the page, or its sentences beside the fields. */
async function act(
  event: RequestEvent,
  perform: (fields: Record<string, string>) => Promise<Result<unknown>>,
) {
  const fields = textFields(await event.request.formData());
  const done = await perform(fields);
  if (!done.ok) return failed(event, done.refusal, fields);
  redirect(303, event.url.pathname);
}

const failed = ({ locals }: RequestEvent, refusal: Refusal, fields: Record<string, string>) =>
  failWith(refusal, fields, locals.locale);

/** Answers an act that made a link: shows it, once, where it did not go by mail. */
async function actWithLink(
  event: RequestEvent,
  way: 'invitation' | 'password-reset',
  perform: () => Promise<Result<{ readonly link: string | null }>>,
) {
  const done = await perform();
  if (!done.ok) return failed(event, done.refusal, {});
  const { link } = done.value;
  if (link === null) return { mailed: true as const, errors: [], fields: {} };
  return { link: `${runtime().settings.origin}/${way}/${link}`, errors: [], fields: {} };
}

export const actions: Actions = {
  change: (event) =>
    act(event, ({ name = '', phone }) =>
      changeAccount(signedIn(event.locals), event.params.id, { name, phone }),
    ),
  grant: (event) =>
    act(event, async (fields) => {
      const read = readForm(roleForm, fields);
      return read.ok
        ? grantRole(signedIn(event.locals), { accountId: event.params.id, ...read.value })
        : read;
    }),
  end: (event) => act(event, ({ membership = '' }) => endRole(signedIn(event.locals), membership)),
  close: (event) =>
    act(event, ({ reason }) =>
      closeAccount(signedIn(event.locals), runtime().auth, event.params.id, reason?.trim() || null),
    ),
  reopen: (event) => act(event, () => reopenAccount(signedIn(event.locals), event.params.id)),
  invite: (event) =>
    actWithLink(event, 'invitation', () =>
      renewInvitation(signedIn(event.locals), { accountId: event.params.id }, deliveryOf(event.locals)),
    ),
  reset: (event) =>
    actWithLink(event, 'password-reset', () =>
      sendResetLink(signedIn(event.locals), runtime().auth, event.params.id, deliveryOf(event.locals)),
    ),
  factor: (event) =>
    act(event, ({ reason }) =>
      endSecondFactorOf(signedIn(event.locals), runtime().auth, event.params.id, {
        ...deliveryOf(event.locals),
        reason: reason?.trim() || null,
      }),
    ),
};
