import { sql } from 'kysely';
import { canonicalJson, dong, type LocalDate } from '#kernel';
import type { ChangeKind, Citation, TwoLanguages, Verification } from '#law';
import type { Role } from '#people';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { fundedLinesFromJson } from '../request-json.ts';
import type { ChangedTerms, ChangeState } from './change.ts';

export interface Change {
  readonly id: string;
  readonly no: number;
  readonly projectId: string;
  readonly state: ChangeState;
  readonly kinds: readonly ChangeKind[];
  readonly groupProject: boolean;
  readonly authority: TwoLanguages;
  readonly citation: Citation | null;
  readonly verification: Verification;
  readonly roles: readonly Role[];
  readonly before: ChangedTerms;
  readonly after: ChangedTerms;
  readonly reason: string;
  readonly documentId: string | null;
  readonly requestedBy: string;
  /** In whose place it was asked. */
  readonly requestedFor: string | null;
  readonly requestedByName: string;
  readonly requestedAt: Date;
  readonly dueOn: LocalDate | null;
  readonly closedByName: string | null;
  readonly closedAt: Date | null;
  readonly decisionNumber: string | null;
  readonly decisionDate: LocalDate | null;
  readonly decisionReason: string | null;
}

function termsFromJson(value: unknown): ChangedTerms {
  const stored = value as Record<string, unknown>;
  return {
    ...(stored as ChangedTerms),
    ...('support' in stored ? { support: dong(String(stored['support'])) } : {}),
    ...(stored['lines'] ? { lines: fundedLinesFromJson(stored['lines']) } : {}),
  };
}

const changes = (tx: Tx, province: string) =>
  tx
    .selectFrom('projects.change as c')
    .innerJoin('law.change_authority as m', 'm.id', 'c.authority')
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 'c.province').onRef('a.id', '=', 'c.requested_by'),
    )
    .leftJoin('people.account as d', (j) =>
      j.onRef('d.province', '=', 'c.province').onRef('d.id', '=', 'c.closed_by'),
    )
    .selectAll('c')
    .select(['m.authority_vi', 'm.authority_en', 'm.citation', 'm.verification'])
    .select(['a.name as requested_by_name', 'd.name as closed_by_name'])
    .where('c.province', '=', province);

type Row = Awaited<ReturnType<ReturnType<typeof changes>['execute']>>[number];

const changeOf = (r: Row): Change => ({
  ...{ id: r.id, no: r.no, projectId: r.project_id, state: r.state as ChangeState },
  ...{ kinds: r.kinds as ChangeKind[], groupProject: r.group_project, roles: r.roles as Role[] },
  authority: { vi: r.authority_vi, en: r.authority_en },
  citation: r.citation as unknown as Citation | null,
  verification: r.verification as Verification,
  ...{ before: termsFromJson(r.before), after: termsFromJson(r.after) },
  ...{ reason: r.reason, documentId: r.document_id, dueOn: r.due_on as LocalDate | null },
  ...{
    requestedBy: r.requested_by,
    requestedFor: r.on_behalf_of,
    requestedByName: r.requested_by_name,
    requestedAt: r.requested_at,
  },
  ...{ closedByName: r.closed_by_name, closedAt: r.closed_at, decisionNumber: r.decision_number },
  ...{ decisionDate: r.decision_date as LocalDate | null, decisionReason: r.decision_reason },
});

/** Newest first. */
export async function changesOf(tx: Tx, province: string, projectId: string): Promise<Change[]> {
  const rows = await changes(tx, province)
    .where('c.project_id', '=', projectId)
    .orderBy('c.no', 'desc')
    .execute();
  return rows.map(changeOf);
}

/** The project a change belongs to. */
export async function projectOfChange(tx: Tx, province: string, id: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('projects.change')
    .select('project_id')
    .where('province', '=', province)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.project_id;
}

/** One change, locked until the transaction ends. */
export async function lockChange(tx: Tx, province: string, id: string): Promise<Change | undefined> {
  const row = await changes(tx, province).where('c.id', '=', id).forUpdate('c').executeTakeFirst();
  return row && changeOf(row);
}

export interface NewChange {
  readonly id: string;
  readonly projectId: string;
  readonly kinds: readonly ChangeKind[];
  readonly groupProject: boolean;
  readonly authority: string;
  readonly roles: readonly Role[];
  readonly before: ChangedTerms;
  readonly after: ChangedTerms;
  readonly reason: string;
  readonly documentId: string | null;
  readonly dueOn: LocalDate | null;
}

/** The project is locked, so numbers follow each other. */
export async function insertChange(tx: Tx, cx: Context, change: NewChange): Promise<number> {
  const { no } = await tx
    .insertInto('projects.change')
    .values({
      ...{ province: cx.province, id: change.id, project_id: change.projectId },
      no: sql<number>`(select coalesce(max(no), 0) + 1 from projects.change
        where province = ${cx.province} and project_id = ${change.projectId})`,
      ...{ kinds: [...change.kinds], group_project: change.groupProject, reason: change.reason },
      ...{ authority: change.authority, roles: [...change.roles], due_on: change.dueOn },
      ...{ before: canonicalJson(change.before), after: canonicalJson(change.after) },
      ...{ document_id: change.documentId, requested_by: cx.actor.accountId, requested_at: cx.now },
    })
    .returning('no')
    .executeTakeFirstOrThrow();
  return no;
}

export interface Closing {
  readonly state: Exclude<ChangeState, 'requested'>;
  readonly decisionNumber?: string;
  readonly decisionDate?: LocalDate;
  readonly decisionReason?: string | null;
  readonly actId?: string;
}

export async function closeChange(tx: Tx, cx: Context, id: string, closing: Closing): Promise<void> {
  await tx
    .updateTable('projects.change')
    .set({
      ...{ state: closing.state, closed_by: cx.actor.accountId, closed_at: cx.now },
      decision_number: closing.decisionNumber ?? null,
      decision_date: closing.decisionDate ?? null,
      decision_reason: closing.decisionReason ?? null,
      act_id: closing.actId ?? null,
    })
    .where('province', '=', cx.province)
    .where('id', '=', id)
    .execute();
}

/** Where a page of waiting changes goes on. */
export interface WaitingKey {
  /** `infinity` where none is set. */
  readonly due: string;
  readonly id: string;
}

/** Changes that wait for a decision, soonest due first, one more than a page. */
export async function waitingChanges(tx: Tx, province: string, after: WaitingKey | null, size: number) {
  const due = sql<string>`coalesce(c.due_on, 'infinity'::date)`;
  let query = tx
    .selectFrom('projects.change as c')
    .innerJoin('projects.project as p', (j) =>
      j.onRef('p.province', '=', 'c.province').onRef('p.id', '=', 'c.project_id'),
    )
    .leftJoin('establishments.establishment as e', (j) =>
      j.onRef('e.province', '=', 'p.province').onRef('e.id', '=', 'p.establishment_id'),
    )
    .leftJoin('people.unit as u', (j) =>
      j.onRef('u.province', '=', 'p.province').onRef('u.id', '=', 'p.implementing_unit'),
    )
    .innerJoin('law.change_authority as m', 'm.id', 'c.authority')
    .select(['c.id', 'c.no', 'c.kinds', 'c.roles', 'c.due_on', 'c.requested_at', 'c.project_id'])
    .select(['p.number', 'p.title', 'm.authority_vi', 'm.authority_en'])
    .select(({ fn }) => fn.coalesce('e.name', 'u.name').$notNull().as('establishment'))
    .where('c.province', '=', province)
    .where('c.state', '=', 'requested')
    .orderBy(due)
    .orderBy('c.id')
    .limit(size + 1);
  if (after) query = query.where(sql<boolean>`(${due}, c.id) > (${after.due}::date, ${after.id}::uuid)`);
  const rows = await query.execute();
  return rows.map((r) => ({
    ...{ id: r.id, no: r.no, projectId: r.project_id, number: r.number ?? '', title: r.title },
    ...{ establishment: r.establishment, kinds: r.kinds as ChangeKind[], roles: r.roles as Role[] },
    ...{ dueOn: r.due_on as LocalDate | null, requestedAt: r.requested_at },
    authority: { vi: r.authority_vi, en: r.authority_en } satisfies TwoLanguages,
  }));
}
