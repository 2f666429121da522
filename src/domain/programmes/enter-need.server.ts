import { newId, ok, refuse, todayIn, type Result } from '#kernel';
import { findEstablishment, findByTaxCode } from '#establishments/server';
import type { Establishment } from '#establishments';
import { loadContents } from '#law/server';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { recordEvent } from '#records/server';
import { communesIn } from '#territory/server';
import { isOpenFor, mayEnterNeed, mayReadNeed } from './need.policy.ts';
import {
  findNeed,
  insertNeeds,
  markWithdrawn,
  needOfForm,
  sameNeed,
  updateNeed,
} from './need.store.server.ts';
import { readinessOf, type Need, type NeedInput, type Round } from './need.ts';
import { findRound, stepsOn } from './round.store.server.ts';

export const needSubject = (id: string) => ({ kind: 'need', id });

/** Enters a need into a round. The same form sent twice (`clientKey`) is one need, and the second answers the first's. */
export async function enterNeed(
  cx: Context,
  given: { readonly roundId: string; readonly clientKey: string; readonly input: NeedInput },
): Promise<Result<{ readonly id: string }>> {
  return transact(cx, async (tx) => {
    const round = await findRound(tx, cx.province, given.roundId, 'share');
    if (!round) return refuse('round_not_found');
    const known = await needOfForm(tx, cx, given.clientKey);
    if (known) return ok({ id: known.id });

    const settled = await settle(tx, cx, given.input);
    if (!settled.ok) return settled;
    const { input, establishment } = settled.value;
    // Somebody else's need of the same business, or this very form, sent a second time and through since it was looked for.
    const firstOr = async (): Promise<Result<{ readonly id: string }>> => {
      const first = await needOfForm(tx, cx, given.clientKey);
      return first ? ok({ id: first.id }) : refuse('need_is_there_already', { name: input.name }, 'content');
    };
    const place = { commune: input.commune, establishmentUnit: establishment?.unitId ?? null };
    if (!mayEnterNeed(cx.actor, place)) return refuse('need_is_elsewhere', {}, 'commune');

    if (!isOpenFor(cx.actor, round, todayIn(cx.now)))
      return refuse('round_is_closed', { on: round.closesOn });
    if (await sameNeed(tx, cx.province, round.id, input, null)) return firstOr();

    const { steps } = await stepsOn(tx, cx.province, round.openedOn);
    const id = newId(cx.now.getTime());
    const readiness = readinessOf(input, steps);
    const need = { id, roundId: round.id, clientKey: given.clientKey, input, readiness };
    if ((await insertNeeds(tx, cx, [need])) === 0) return firstOr();

    await recordEvent(tx, cx, { kind: 'need.entered', subject: needSubject(id), after: input });
    return ok({ id });
  });
}

/** Changes what a need says; refused when somebody did so since `revision`, or when it is a request by now. */
export async function changeNeed(
  cx: Context,
  given: { readonly id: string; readonly revision: number; readonly input: NeedInput },
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const open = await openNeed(tx, cx, given.id, given.revision);
    if (!open.ok) return open;
    const { need, round } = open.value;

    const settled = await settle(tx, cx, given.input);
    if (!settled.ok) return settled;
    const { input, establishment } = settled.value;
    const place = { commune: input.commune, establishmentUnit: establishment?.unitId ?? null };
    if (!mayEnterNeed(cx.actor, place)) return refuse('need_is_elsewhere', {}, 'commune');

    if (await sameNeed(tx, cx.province, round.id, input, need.id))
      return refuse('need_is_there_already', { name: input.name }, 'content');

    const { steps } = await stepsOn(tx, cx.province, round.openedOn);
    if (!(await updateNeed(tx, cx, need, input, readinessOf(input, steps))))
      return refuse('need_changed_meanwhile');

    await recordEvent(tx, cx, {
      kind: 'need.changed',
      subject: needSubject(need.id),
      before: need,
      after: input,
    });
    return ok(undefined);
  });
}

/** Takes a need back, or puts it back where it was. */
export async function withdrawNeed(
  cx: Context,
  given: { readonly id: string; readonly revision: number; readonly withdrawn: boolean },
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const open = await openNeed(tx, cx, given.id, given.revision);
    if (!open.ok) return open;
    const { need, round } = open.value;

    if (need.withdrawn === given.withdrawn) return ok(undefined);
    if (!given.withdrawn && (await sameNeed(tx, cx.province, round.id, need, need.id)))
      return refuse('need_is_there_already', { name: need.name });

    if (!(await markWithdrawn(tx, cx, need, given.withdrawn))) return refuse('need_changed_meanwhile');

    const kind = given.withdrawn ? 'need.withdrawn' : 'need.restored';
    await recordEvent(tx, cx, { kind, subject: needSubject(need.id) });
    return ok(undefined);
  });
}

/** A need that the actor may change now, and its round; both locked until the transaction ends. Null: as it stands. */
export async function openNeed(
  tx: Tx,
  cx: Context,
  id: string,
  revision: number | null,
): Promise<Result<{ need: Need; round: Round }>> {
  const seen = await findNeed(tx, cx.province, id);
  const round = seen && (await findRound(tx, cx.province, seen.roundId, 'share'));
  const need = round && (await findNeed(tx, cx.province, id, { lock: true }));
  if (!need || !mayReadNeed(cx.actor, await placeOf(tx, need))) return refuse('need_not_found');
  if (!mayEnterNeed(cx.actor, await placeOf(tx, need))) return refuse('not_permitted');
  if (need.projectId !== null) return refuse('need_is_a_request');
  if (!isOpenFor(cx.actor, round, todayIn(cx.now))) return refuse('round_is_closed', { on: round.closesOn });
  if (revision !== null && need.revision !== revision) return refuse('need_changed_meanwhile');
  return ok({ need, round });
}

/** Where a need belongs, for the policy. */
export async function placeOf(tx: Tx, need: Pick<Need, 'commune' | 'establishmentId'>) {
  const establishment =
    need.establishmentId === null ? undefined : await findEstablishment(tx, need.establishmentId);
  return { commune: need.commune, establishmentUnit: establishment?.unitId ?? null };
}

/** Fills in what the register knows, found by choice or by tax code, and refuses places and contents that are not there. */
async function settle(
  tx: Tx,
  cx: Context,
  given: NeedInput,
): Promise<Result<{ input: NeedInput; establishment: Establishment | undefined }>> {
  const contents = await loadContents(tx, cx.province);
  if (!contents.has(given.contentCode))
    return refuse('need_content_is_unknown', { code: given.contentCode }, 'content');
  const establishment =
    given.establishmentId !== null
      ? await findEstablishment(tx, given.establishmentId)
      : given.taxCode === null
        ? undefined
        : (await findByTaxCode(tx, [given.taxCode])).get(given.taxCode);
  if (given.establishmentId !== null && !establishment)
    return refuse('need_names_nobody', {}, 'establishment');
  if (establishment) {
    if (given.establishmentId === null && establishment.commune !== given.commune)
      return refuse('need_establishment_is_elsewhere', { name: establishment.name }, 'commune');
    const input: NeedInput = {
      ...given,
      establishmentId: establishment.id,
      name: establishment.name,
      taxCode: establishment.taxCode,
      phone: given.phone ?? establishment.phone,
      commune: establishment.commune,
    };
    return ok({ input, establishment });
  }
  const communes = await communesIn(tx, cx.province, todayIn(cx.now));
  if (!communes.some(({ code }) => code === given.commune))
    return refuse('need_has_no_commune', {}, 'commune');
  return ok({ input: given, establishment: undefined });
}
