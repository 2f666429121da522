import { sql } from 'kysely';
import { newId, type LocalDate } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { OpinionStanding, Silence } from './consultation.ts';

export async function insertConsultation(
  tx: Tx,
  cx: Context,
  row: {
    readonly id: string;
    readonly projectId: string;
    readonly questions: string;
    readonly papers: readonly string[];
    readonly silence: Silence;
    readonly late: 'counts' | 'noted';
  },
): Promise<void> {
  await tx
    .insertInto('appraisal.consultation')
    .values({
      province: cx.province,
      id: row.id,
      project_id: row.projectId,
      questions: row.questions,
      papers: [...row.papers],
      silence: row.silence,
      late: row.late,
      asked_by: cx.actor.accountId,
      asked_at: cx.now,
    })
    .execute();
}

export interface NewOpinion {
  readonly consultationId: string;
  readonly projectId: string;
  readonly no: number;
  readonly unitId: string | null;
  readonly expert: { readonly name: string; readonly email: string | null } | null;
  /** The other province an office answers for. */
  readonly otherProvince?: string;
  readonly questions: string | null;
  readonly required: boolean;
  readonly dueOn: LocalDate;
}

export async function insertOpinion(tx: Tx, cx: Context, row: NewOpinion): Promise<string> {
  const id = newId(cx.now.getTime());
  await tx
    .insertInto('appraisal.opinion')
    .values({
      province: cx.province,
      id,
      consultation_id: row.consultationId,
      project_id: row.projectId,
      no: row.no,
      unit_id: row.unitId,
      expert_name: row.expert?.name ?? null,
      expert_email: row.expert?.email ?? null,
      other_province: row.otherProvince ?? null,
      questions: row.questions,
      required: row.required,
      due_on: row.dueOn,
    })
    .execute();
  return id;
}

/** One opinion that was asked for, with what decides about it and what whoever answers needs to know. */
export interface Opinion extends OpinionStanding {
  readonly id: string;
  readonly consultationId: string;
  readonly projectId: string;
  readonly projectNumber: string | null;
  readonly projectTitle: string;
  readonly who: string;
  readonly unitId: string | null;
  /** Who answers through a link, or by letter where there is no address. */
  readonly expert: { readonly name: string; readonly email: string | null } | null;
  readonly otherProvince: string | null;
  readonly commonQuestions: string;
  readonly questions: string | null;
  readonly papers: readonly string[];
  readonly required: boolean;
  readonly askedAt: Date;
  readonly askedByName: string;
  readonly linkUntil: Date | null;
  readonly linkMailed: boolean;
  readonly reminders: number;
  readonly remindedAt: Date | null;
  readonly withdrawnReason: string | null;
  readonly waivedReason: string | null;
}

const opinions = (tx: Tx, province: string) =>
  tx
    .selectFrom('appraisal.opinion as o')
    .innerJoin('appraisal.consultation as c', (j) =>
      j.onRef('c.province', '=', 'o.province').onRef('c.id', '=', 'o.consultation_id'),
    )
    .innerJoin('projects.project as p', (j) =>
      j.onRef('p.province', '=', 'o.province').onRef('p.id', '=', 'o.project_id'),
    )
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 'c.province').onRef('a.id', '=', 'c.asked_by'),
    )
    .leftJoin('people.unit as u', (j) =>
      j.onRef('u.province', '=', 'o.province').onRef('u.id', '=', 'o.unit_id'),
    )
    .selectAll('o')
    .select([
      'c.questions as common_questions',
      'c.papers',
      'c.silence',
      'c.late',
      'c.asked_at',
      'a.name as asked_by_name',
      'p.number',
      'p.title',
      sql<string>`coalesce(u.name, o.expert_name)`.as('who'),
    ])
    .where('o.province', '=', province);
type Row = Awaited<ReturnType<ReturnType<typeof opinions>['execute']>>[number];

function opinionOf(row: Row): Opinion {
  return {
    id: row.id,
    consultationId: row.consultation_id,
    projectId: row.project_id,
    projectNumber: row.number,
    projectTitle: row.title,
    who: row.who,
    unitId: row.unit_id,
    expert: row.expert_name === null ? null : { name: row.expert_name, email: row.expert_email },
    otherProvince: row.other_province,
    commonQuestions: row.common_questions,
    questions: row.questions,
    papers: row.papers,
    required: row.required,
    askedAt: row.asked_at,
    askedByName: row.asked_by_name,
    linkUntil: row.token_hash === null ? null : row.link_until,
    linkMailed: row.link_mailed,
    reminders: row.reminders,
    remindedAt: row.reminded_at,
    withdrawnReason: row.withdrawn_reason,
    waivedReason: row.waived_reason,
    dueOn: row.due_on as LocalDate,
    silence: row.silence as Silence,
    late: row.late as Opinion['late'],
    answers: row.answers,
    withdrawn: row.withdrawn_at !== null,
    waived: row.waived_at !== null,
  };
}

/** `lock` keeps answers, withdrawals and the conclusion of the appraisal apart. */
export async function findOpinion(
  tx: Tx,
  province: string,
  by: { readonly id: string } | { readonly tokenHash: string; readonly now: Date },
  lock: 'lock' | 'look',
): Promise<Opinion | undefined> {
  let query = opinions(tx, province);
  query =
    'id' in by
      ? query.where('o.id', '=', by.id)
      : query.where('o.token_hash', '=', by.tokenHash).where('o.link_until', '>', by.now);
  const row = await (lock === 'lock' ? query.forUpdate('o') : query).executeTakeFirst();
  return row && opinionOf(row);
}

export async function opinionsOfProject(tx: Tx, province: string, projectId: string): Promise<Opinion[]> {
  const rows = await opinions(tx, province)
    .where('o.project_id', '=', projectId)
    .orderBy('c.asked_at')
    .orderBy('o.no')
    .execute();
  return rows.map(opinionOf);
}

/**
 * What waits for the answer of some units, soonest first; or what they were asked before, newest first. Without the
 * projects the reader declared an interest in.
 */
export async function countOpinionsOfUnits(
  tx: Tx,
  province: string,
  { units, reader }: { readonly units: readonly string[]; readonly reader: string },
): Promise<number> {
  const { rows } = await sql<{ n: number }>`/* prepared */
    select count(*)::int as n from appraisal.opinion o
     where o.province = ${province} and o.unit_id = any (${[...units]}::uuid[])
       and o.answers = 0 and o.withdrawn_at is null and o.waived_at is null
       and not exists (select from projects.recusal r
                        where r.province = o.province and r.project_id = o.project_id and r.account_id = ${reader}::uuid)`.execute(
    tx,
  );
  return rows[0]?.n ?? 0;
}

export async function opinionsOfUnits(
  tx: Tx,
  province: string,
  { units, reader }: { readonly units: readonly string[]; readonly reader: string },
  which: 'waiting' | 'done',
  limit: number,
): Promise<Opinion[]> {
  if (units.length === 0) return [];
  const query = opinions(tx, province)
    .where('o.unit_id', 'in', units)
    .where((q) =>
      q.not(
        q.exists(
          q
            .selectFrom('projects.recusal as r')
            .select('r.reason')
            .whereRef('r.province', '=', 'o.province')
            .whereRef('r.project_id', '=', 'o.project_id')
            .where('r.account_id', '=', reader),
        ),
      ),
    )
    .limit(limit);
  const rows =
    which === 'waiting'
      ? await query
          .where('o.answers', '=', 0)
          .where('o.withdrawn_at', 'is', null)
          .where('o.waived_at', 'is', null)
          .orderBy('o.due_on')
          .orderBy('o.id')
          .execute()
      : await query
          .where((e) => e.or([e('o.answers', '>', 0), e('o.withdrawn_at', 'is not', null)]))
          .orderBy('o.id', 'desc')
          .execute();
  return rows.map(opinionOf);
}

export type OpinionPatch = Partial<
  Pick<
    Row,
    | 'token_hash'
    | 'link_until'
    | 'link_mailed'
    | 'reminded_at'
    | 'reminders'
    | 'withdrawn_at'
    | 'withdrawn_reason'
    | 'waived_at'
    | 'waived_by'
    | 'waived_reason'
    | 'answers'
  >
>;

export async function updateOpinion(
  tx: Tx,
  province: string,
  id: string,
  patch: OpinionPatch,
): Promise<void> {
  await tx
    .updateTable('appraisal.opinion')
    .set(patch)
    .where('province', '=', province)
    .where('id', '=', id)
    .execute();
}

/** What keeps the appraisal from being concluded; the same question the database asks. */
export interface OpenMatter {
  readonly kind: 'answer' | 'point';
  readonly opinionId: string;
  readonly who: string;
  readonly point: number | null;
}

export async function openMatters(
  tx: Tx,
  province: string,
  projectId: string,
  on: LocalDate,
): Promise<readonly OpenMatter[]> {
  const { rows } = await sql<OpenMatter>`
    select kind, opinion_id as "opinionId", who, point
      from appraisal.open_matters(${province}, ${projectId}::uuid, ${on}::date)`.execute(tx);
  return rows;
}
