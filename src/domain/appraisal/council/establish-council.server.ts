import { isId, newId, ok, refuse, refuseAll, todayIn, type Refusal, type Result } from '#kernel';
import { permit } from '#people';
import { listOfficers, type Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { addDocument, recordEvent, type StoredFile } from '#records/server';
import type { CouncilInput, ReplacementInput } from './council.form.ts';
import { mayEstablish } from './council.ts';
import { seated } from './council-record.ts';
import { councilLevels, findCouncil, insertMember } from './council.store.server.ts';

export const councilSubject = (id: string) => ({ kind: 'council', id });

/**
 * Establishes a council by decision. Refuses `not_permitted`, `council_level_is_unknown`, `member_is_not_here`,
 * `date_is_in_the_future`, `council_number_is_taken`.
 */
export async function establishCouncil(
  cx: Context,
  input: CouncilInput,
  paper: StoredFile | null,
): Promise<Result<{ id: string }>> {
  return transact(cx, async (tx) => {
    const permitted = permit(mayEstablish(cx.actor));
    if (!permitted.ok) return permitted;
    const faults: Refusal[] = [];
    if (!(await councilLevels(tx)).some((l) => l.level === input.level))
      faults.push(refuse('council_level_is_unknown', {}, 'level').refusal);
    if (input.decidedOn > todayIn(cx.now))
      faults.push(refuse('date_is_in_the_future', { date: input.decidedOn }, 'decidedOn').refusal);
    const here = await officersHere(tx, cx);
    for (const [i, { account }] of input.members.entries())
      if (account !== null && !here.has(account))
        faults.push(refuse('member_is_not_here', {}, `members.${i}.account`).refusal);
    if (faults.length > 0) return refuseAll(faults);

    const id = newId(cx.now.getTime());
    const { number, decidedOn } = input;
    const documentId =
      paper &&
      (await addDocument(tx, cx, {
        kind: 'council_decision',
        ...{ title: paper.fileName, number, issuedOn: decidedOn, subject: councilSubject(id), file: paper },
      }));
    const made = await tx
      .insertInto('appraisal.council')
      .values({
        ...{
          province: cx.province,
          id,
          level: input.level,
          number,
          decided_on: decidedOn,
          document_id: documentId,
        },
        ...{ quorum_num: input.quorumNum, quorum_den: input.quorumDen },
        ...{ made_by: cx.actor.accountId, made_at: cx.now },
      })
      .onConflict((c) => c.columns(['province', 'number', 'decided_on']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) return refuse('council_number_is_taken', { number }, 'number');
    for (const [i, { account, name, organisation, position }] of input.members.entries())
      await insertMember(tx, cx.province, {
        ...{ councilId: id, no: i + 1, position, accountId: account },
        ...personOf(here, { account, name, organisation }),
        ...{ byNumber: number, byDate: decidedOn },
      });
    if (input.scores.length > 0)
      await tx
        .insertInto('appraisal.score_item')
        .values(input.scores.map((s, i) => ({ province: cx.province, council_id: id, no: i + 1, ...s })))
        .execute();
    await recordEvent(tx, cx, {
      kind: 'council.established',
      subject: councilSubject(id),
      after: { number, decidedOn, level: input.level, members: input.members.length },
    });
    return ok({ id });
  });
}

type Officer = Awaited<ReturnType<typeof listOfficers>>[number];

async function officersHere(tx: Tx, cx: Context): Promise<ReadonlyMap<string, Officer>> {
  return new Map((await listOfficers(tx, todayIn(cx.now))).map((o) => [o.id, o]));
}

/** An officer sits under their own name, and for their unit unless the decision says otherwise. */
function personOf(
  here: ReadonlyMap<string, Officer>,
  given: {
    readonly account: string | null;
    readonly name: string | null;
    readonly organisation: string | null;
  },
) {
  const officer = given.account === null ? undefined : here.get(given.account);
  return {
    name: officer?.name ?? given.name ?? '',
    organisation: given.organisation ?? officer?.unitName ?? null,
  };
}

/** Another person takes a seat by a decision: the way out of a council that cannot come together. */
export async function replaceMember(
  cx: Context,
  councilId: string,
  input: ReplacementInput,
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const council = isId(councilId) ? await findCouncil(tx, cx.province, councilId) : undefined;
    if (!council || !mayEstablish(cx.actor)) return refuse('council_not_found');
    const seat = seated(council).find((m) => m.id === input.member);
    if (!seat) return refuse('council_changed_meanwhile', {}, 'member');
    const here = await officersHere(tx, cx);
    const accountId = input.account;
    if (accountId !== null && !here.has(accountId)) return refuse('member_is_not_here', {}, 'account');
    if (accountId !== null && seated(council).some((m) => m.accountId === accountId))
      return refuse('member_is_named_twice', {}, 'account');
    if (input.decidedOn > todayIn(cx.now))
      return refuse('date_is_in_the_future', { date: input.decidedOn }, 'decidedOn');

    // The seat is empty for a moment: of two who replace the same member at once, the second finds it so.
    const ended = await tx
      .updateTable('appraisal.member')
      .set({ ended_at: cx.now, replaced_by: seat.id })
      .where('province', '=', cx.province)
      .where('id', '=', seat.id)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    if (ended.numUpdatedRows === 0n) return refuse('council_changed_meanwhile', {}, 'member');
    await voidOpenBallots(tx, cx.province, seat.id);
    const id = await insertMember(tx, cx.province, {
      ...{ councilId, no: council.members.length + 1, position: seat.position, accountId },
      ...personOf(here, input),
      ...{ byNumber: input.number, byDate: input.decidedOn },
    });
    if (id === null) return refuse('member_is_named_twice', {}, 'account');
    await tx
      .updateTable('appraisal.member')
      .set({ replaced_by: id })
      .where('province', '=', cx.province)
      .where('id', '=', seat.id)
      .execute();
    await recordEvent(tx, cx, {
      kind: 'council.member_replaced',
      subject: councilSubject(councilId),
      before: { member: seat.id, name: seat.name },
      after: { member: id, number: input.number },
    });
    return ok(undefined);
  });
}

/** Whoever holds a seat no more has no vote where the council has not concluded. */
async function voidOpenBallots(tx: Tx, province: string, memberId: string): Promise<void> {
  await tx
    .deleteFrom('appraisal.ballot as b')
    .using('appraisal.dossier as d')
    .whereRef('d.province', '=', 'b.province')
    .whereRef('d.id', '=', 'b.dossier_id')
    .where('b.province', '=', province)
    .where('b.member_id', '=', memberId)
    .where('d.conclusion', 'is', null)
    .execute();
}
