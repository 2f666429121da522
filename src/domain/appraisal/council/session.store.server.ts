import { sql } from 'kysely';
import type { Dong, LocalDate } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { Council, Dossier, Outcome, Session } from './council-record.ts';
import type { Ballot, Vote } from './council.ts';

/**
 * `lock` keeps others from changing what the session says until this transaction ends. For a `reader` the database leaves
 * out the dossiers they declared an interest in; without one (rules, minutes) all are there.
 */
export async function findSession(
  tx: Tx,
  province: string,
  id: string,
  lock: 'lock' | 'look',
  reader: string | null = null,
): Promise<Session | undefined> {
  const query = tx
    .selectFrom('appraisal.session')
    .selectAll()
    .where('province', '=', province)
    .where('id', '=', id);
  const row = await (lock === 'lock' ? query.forUpdate() : query).executeTakeFirst();
  if (!row) return undefined;
  const present = await tx
    .selectFrom('appraisal.presence')
    .select('member_id')
    .where('province', '=', province)
    .where('session_id', '=', id)
    .execute();
  return {
    id: row.id,
    councilId: row.council_id,
    no: row.no,
    heldOn: row.held_on as LocalDate,
    place: row.place,
    remarks: row.remarks,
    postponed: row.postponed,
    seated: row.seated,
    present: present.map((p) => p.member_id),
    dossiers: await dossiersOf(tx, province, id, lock, reader),
  };
}

async function dossiersOf(
  tx: Tx,
  province: string,
  sessionId: string,
  lock: 'lock' | 'look',
  reader: string | null,
): Promise<Dossier[]> {
  let query = tx
    .selectFrom('appraisal.dossier as d')
    .innerJoin('projects.project as p', (j) =>
      j.onRef('p.province', '=', 'd.province').onRef('p.id', '=', 'd.project_id'),
    )
    .leftJoin('establishments.establishment as e', (j) =>
      j.onRef('e.province', '=', 'p.province').onRef('e.id', '=', 'p.establishment_id'),
    )
    .leftJoin('people.unit as u', (j) =>
      j.onRef('u.province', '=', 'p.province').onRef('u.id', '=', 'p.implementing_unit'),
    )
    .selectAll('d')
    .select((s) => [
      ...(['p.number', 'p.title', 'p.asked_support', 'p.total_cost'] as const),
      s.fn.coalesce('e.name', 'u.name').$notNull().as('establishment_name'),
      s
        .exists(
          s
            .selectFrom('appraisal.dossier as later')
            .select('later.id')
            .whereRef('later.province', '=', 'd.province')
            .whereRef('later.project_id', '=', 'd.project_id')
            .whereRef('later.id', '>', 'd.id'),
        )
        .as('moved'),
    ])
    .where('d.province', '=', province)
    .where('d.session_id', '=', sessionId)
    .orderBy('d.no');
  if (reader !== null)
    query = query.where((q) =>
      q.not(
        q.exists(
          q
            .selectFrom('projects.recusal as r')
            .select('r.reason')
            .whereRef('r.province', '=', 'd.province')
            .whereRef('r.project_id', '=', 'd.project_id')
            .where('r.account_id', '=', reader),
        ),
      ),
    );
  const rows = await (lock === 'lock' ? query.forUpdate('d') : query).execute();
  if (rows.length === 0) return [];
  const ids = rows.map((r) => r.id);
  const conflicts = await tx
    .selectFrom('appraisal.conflict')
    .selectAll()
    .where('province', '=', province)
    .where('dossier_id', 'in', ids)
    .execute();
  const ballots = await tx
    .selectFrom('appraisal.ballot')
    .selectAll()
    .where('province', '=', province)
    .where('dossier_id', 'in', ids)
    .orderBy('member_id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    no: row.no,
    projectId: row.project_id,
    number: row.number,
    title: row.title,
    establishmentName: row.establishment_name,
    asked: row.asked_support as Dong,
    totalCost: row.total_cost as Dong,
    conclusion: row.conclusion as Vote | null,
    reasons: row.reasons,
    outcome: row.outcome as Outcome | null,
    moved: Boolean(row.moved),
    conflicts: conflicts
      .filter((c) => c.dossier_id === row.id)
      .map((c) => ({ memberId: c.member_id, reason: c.reason })),
    ballots: ballots
      .filter((b) => b.dossier_id === row.id)
      .map((b) => ({
        memberId: b.member_id,
        vote: b.vote as Vote,
        unmet: b.unmet,
        scores: b.scores as Record<string, number>,
        note: b.note,
        castAt: b.cast_at,
      })),
  }));
}

/** A vote, put in the place of the member's earlier one. The table itself refuses what may not be (KC001). */
export async function putBallot(
  tx: Tx,
  cx: Context,
  row: Ballot & { readonly dossierId: string; readonly note: string | null },
): Promise<void> {
  const values = {
    vote: row.vote,
    unmet: [...row.unmet],
    scores: JSON.stringify(row.scores),
    note: row.note,
    cast_by: cx.actor.accountId,
    cast_at: cx.now,
  };
  await tx
    .insertInto('appraisal.ballot')
    .values({ province: cx.province, dossier_id: row.dossierId, member_id: row.memberId, ...values })
    .onConflict((c) => c.columns(['province', 'dossier_id', 'member_id']).doUpdateSet(values))
    .execute();
}

/** The states of the projects that a council of a level hears, and whether of several provinces; null: or not. */
export async function heardBy(
  tx: Tx,
  level: string,
): Promise<{ readonly states: readonly string[]; readonly several: boolean | null }> {
  const row = await tx
    .selectFrom('appraisal.council_level')
    .select(['hears', 'several'])
    .where('level', '=', level)
    .executeTakeFirstOrThrow();
  return { states: row.hears, several: row.several };
}

/** Locked: nobody acts on the project while it is put on an agenda. */
export async function projectByNumber(tx: Tx, province: string, number: string) {
  return tx
    .selectFrom('projects.project')
    .select(['id', 'state', sql<boolean>`other_provinces <> '{}'`.as('several')])
    .where('province', '=', province)
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst();
}

/** Who declared an interest in a project before has it on every later agenda. */
export async function carryConflicts(
  tx: Tx,
  cx: Context,
  dossier: { readonly id: string; readonly projectId: string },
  council: Council,
): Promise<void> {
  const recusals = await tx
    .selectFrom('projects.recusal')
    .select(['account_id', 'reason'])
    .where('province', '=', cx.province)
    .where('project_id', '=', dossier.projectId)
    .execute();
  for (const { account_id: account, reason } of recusals)
    for (const member of council.members)
      if (!member.ended && member.accountId === account)
        await tx
          .insertInto('appraisal.conflict')
          .values({
            ...{ province: cx.province, dossier_id: dossier.id, member_id: member.id, reason },
            ...{ declared_by: account, declared_at: cx.now },
          })
          .execute();
}

/** The dossiers of a session that are closed to somebody who declared an interest: their numbers on the agenda, no more. */
export async function closedTo(tx: Tx, province: string, sessionId: string, accountId: string) {
  return tx
    .selectFrom('appraisal.dossier as d')
    .innerJoin('projects.recusal as r', (j) =>
      j.onRef('r.province', '=', 'd.province').onRef('r.project_id', '=', 'd.project_id'),
    )
    .select(['d.id', 'd.no', 'r.reason'])
    .where('d.province', '=', province)
    .where('d.session_id', '=', sessionId)
    .where('r.account_id', '=', accountId)
    .where('d.conclusion', 'is', null)
    .orderBy('d.no')
    .execute();
}

/** Whether somebody sits on a council that has the project on an agenda, and declared no interest in it. */
export async function hearsProject(tx: Tx, cx: Context, projectId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('appraisal.dossier as d')
    .innerJoin('appraisal.session as s', (j) =>
      j.onRef('s.province', '=', 'd.province').onRef('s.id', '=', 'd.session_id'),
    )
    .innerJoin('appraisal.member as m', (j) =>
      j.onRef('m.province', '=', 's.province').onRef('m.council_id', '=', 's.council_id'),
    )
    .select('d.id')
    .where('d.province', '=', cx.province)
    .where('d.project_id', '=', projectId)
    .where('m.account_id', '=', cx.actor.accountId)
    .where('m.ended_at', 'is', null)
    .where((q) =>
      q.not(
        q.exists(
          q
            .selectFrom('projects.recusal as r')
            .select('r.reason')
            .whereRef('r.province', '=', 'd.province')
            .whereRef('r.project_id', '=', 'd.project_id')
            .where('r.account_id', '=', cx.actor.accountId),
        ),
      ),
    )
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** So many projects are offered for an agenda; others are put on it by their numbers. */
const OFFERED = 60;

/** Projects a council of a level would hear and that wait on no agenda still open, the longest waiting first. */
export async function candidatesFor(tx: Tx, cx: Context, sessionId: string, level: string) {
  const heard = await heardBy(tx, level);
  let query = tx
    .selectFrom('projects.project as p')
    .leftJoin('establishments.establishment as e', (j) =>
      j.onRef('e.province', '=', 'p.province').onRef('e.id', '=', 'p.establishment_id'),
    )
    .leftJoin('people.unit as u', (j) =>
      j.onRef('u.province', '=', 'p.province').onRef('u.id', '=', 'p.implementing_unit'),
    )
    .select(['p.number', 'p.title'])
    .select(({ fn }) => fn.coalesce('e.name', 'u.name').$notNull().as('establishmentName'))
    .where('p.province', '=', cx.province)
    .where('p.state', 'in', [...heard.states])
    .where((q) =>
      q.not(
        q.exists(
          q
            .selectFrom('appraisal.dossier as d')
            .select('d.id')
            .whereRef('d.province', '=', 'p.province')
            .whereRef('d.project_id', '=', 'p.id')
            .where((e) => e.or([e('d.conclusion', 'is', null), e('d.session_id', '=', sessionId)])),
        ),
      ),
    )
    .orderBy('p.state_since')
    .orderBy('p.id')
    .limit(OFFERED);
  if (heard.several !== null)
    query = query.where(sql<boolean>`(p.other_provinces <> '{}') = ${heard.several}`);
  return query.execute();
}
