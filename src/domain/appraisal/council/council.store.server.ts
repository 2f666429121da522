import { newId, type Dong, type LocalDate } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { Council, Dossier, Outcome, Session } from './council-record.ts';
import type { Ballot, Criterion, Position, Vote } from './council.ts';

export async function findCouncil(tx: Tx, province: string, id: string): Promise<Council | undefined> {
  const row = await tx
    .selectFrom('appraisal.council as c')
    .innerJoin('appraisal.council_level as l', 'l.level', 'c.level')
    .selectAll('c')
    .select(['l.name_vi', 'l.name_en'])
    .where('c.province', '=', province)
    .where('c.id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const members = await tx
    .selectFrom('appraisal.member')
    .selectAll()
    .where('province', '=', province)
    .where('council_id', '=', id)
    .orderBy('no')
    .execute();
  const scores = await tx
    .selectFrom('appraisal.score_item')
    .select(['no', 'name', 'weight'])
    .where('province', '=', province)
    .where('council_id', '=', id)
    .orderBy('no')
    .execute();
  return {
    id: row.id,
    level: row.level,
    levelName: { vi: row.name_vi, en: row.name_en },
    number: row.number,
    decidedOn: row.decided_on as LocalDate,
    documentId: row.document_id,
    quorum: { num: row.quorum_num, den: row.quorum_den },
    members: members.map((m) => ({
      id: m.id,
      position: m.position as Position,
      accountId: m.account_id,
      name: m.name,
      organisation: m.organisation,
      byNumber: m.by_number,
      byDate: m.by_date as LocalDate,
      ended: m.ended_at !== null,
    })),
    scores,
  };
}

export async function insertMember(
  tx: Tx,
  province: string,
  row: {
    readonly councilId: string;
    readonly no: number;
    readonly position: Position;
    readonly accountId: string | null;
    readonly name: string;
    readonly organisation: string | null;
    readonly byNumber: string;
    readonly byDate: LocalDate;
  },
): Promise<string | null> {
  const id = newId();
  const made = await tx
    .insertInto('appraisal.member')
    .values({
      province,
      id,
      council_id: row.councilId,
      no: row.no,
      position: row.position,
      account_id: row.accountId,
      name: row.name,
      organisation: row.organisation,
      by_number: row.byNumber,
      by_date: row.byDate,
    })
    .onConflict((c) => c.doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n ? id : null;
}

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
    .innerJoin('establishments.establishment as e', (j) =>
      j.onRef('e.province', '=', 'p.province').onRef('e.id', '=', 'p.establishment_id'),
    )
    .selectAll('d')
    .select((s) => [
      ...([
        'p.number',
        'p.title',
        'p.asked_support',
        'p.total_cost',
        'e.name as establishment_name',
      ] as const),
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
    query = query.where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('projects.recusal as r')
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

export async function listCouncils(tx: Tx, province: string, accountId: string | null, limit: number) {
  let query = tx
    .selectFrom('appraisal.council as c')
    .innerJoin('appraisal.council_level as l', 'l.level', 'c.level')
    .select(['c.id', 'c.number', 'c.decided_on as decidedOn', 'l.name_vi as nameVi', 'l.name_en as nameEn'])
    .where('c.province', '=', province)
    .orderBy('c.decided_on', 'desc')
    .orderBy('c.id', 'desc')
    .limit(limit);
  if (accountId !== null)
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('appraisal.member as m')
          .select('m.id')
          .whereRef('m.province', '=', 'c.province')
          .whereRef('m.council_id', '=', 'c.id')
          .where('m.account_id', '=', accountId)
          .where('m.ended_at', 'is', null),
      ),
    );
  return query.execute();
}

export async function sessionsOf(tx: Tx, province: string, councilId: string) {
  return tx
    .selectFrom('appraisal.session as s')
    .select((e) => [
      's.id',
      's.no',
      's.held_on as heldOn',
      's.place',
      e
        .selectFrom('appraisal.dossier as d')
        .select((x) => x.fn.countAll<bigint>().as('n'))
        .whereRef('d.province', '=', 's.province')
        .whereRef('d.session_id', '=', 's.id')
        .as('dossiers'),
    ])
    .where('s.province', '=', province)
    .where('s.council_id', '=', councilId)
    .orderBy('s.no', 'desc')
    .execute();
}

/** Levels as data, with the quorum proposed for each. */
export async function councilLevels(tx: Tx) {
  return tx.selectFrom('appraisal.council_level').selectAll().orderBy('position').execute();
}

/** The legal criteria, in the order of the article. */
export async function legalCriteria(tx: Tx): Promise<readonly Criterion[]> {
  const rows = await tx.selectFrom('appraisal.criterion').selectAll().orderBy('no').execute();
  return rows.map((r) => ({
    ...{ code: r.code, name: { vi: r.name_vi, en: r.name_en }, document: r.document, article: r.article },
    verified: r.verification === 'full_text',
  }));
}

/** The states of the projects that a council of a level hears. */
export async function statesHeard(tx: Tx, level: string): Promise<readonly string[]> {
  const row = await tx
    .selectFrom('appraisal.council_level')
    .select('hears')
    .where('level', '=', level)
    .executeTakeFirstOrThrow();
  return row.hears;
}

/** Locked: nobody acts on the project while it is put on an agenda. */
export async function projectByNumber(tx: Tx, province: string, number: string) {
  return tx
    .selectFrom('projects.project')
    .select(['id', 'state'])
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
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('projects.recusal as r')
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
