import { newId, type LocalDate } from '#kernel';
import type { Tx } from '#platform/server';
import type { Council } from './council-record.ts';
import type { Criterion, Position } from './council.ts';

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

export async function sessionsOf(tx: Tx, province: string, councilId: string) {
  const rows = await tx
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
  return rows.map((r) => ({ ...r, heldOn: r.heldOn as LocalDate }));
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

/** What the province's last council scored, proposed for the next. */
export async function usualScores(tx: Tx, province: string) {
  return tx
    .selectFrom('appraisal.score_item')
    .select(['no', 'name', 'weight'])
    .where('province', '=', province)
    .where('council_id', '=', (e) =>
      e
        .selectFrom('appraisal.council')
        .select('id')
        .where('province', '=', province)
        .orderBy('decided_on', 'desc')
        .orderBy('id', 'desc')
        .limit(1),
    )
    .orderBy('no')
    .execute();
}
