import { sql, type Selectable } from 'kysely';
import { foldText, type Dong, type LocalDate } from '#kernel';
import { handsOf } from '#people';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { DB } from '#schema';
import type { Event, ProcedureKind, State } from './project.transitions.ts';
import type { ProjectStanding } from './project.policy.ts';
import { mayRead, preparersIn } from './project.policy.ts';

type Row = Selectable<DB['projects.project']>;

/** A project as loaded for its page or an act, with what permission and its head line need. */
export interface Project extends ProjectStanding {
  readonly id: string;
  readonly number: string | null;
  readonly title: string;
  readonly fiscalYear: number;
  readonly contentCode: string;
  readonly revision: number;
  readonly versionNo: number;
  readonly stateSince: Date;
  /** Null for a group project: its beneficiaries are attached later. */
  readonly establishmentId: string | null;
  /** Who asks: of a group project the unit that carries it out. */
  readonly establishmentName: string;
  readonly taxCode: string | null;
  /** Empty for a group project. */
  readonly communeName: string;
  /** Named by a change; the request has none. */
  readonly coordinatingUnit: string | null;
  /** Codes of the other provinces it is carried out in. */
  readonly otherProvinces: readonly string[];
  /** How many beneficiaries a group project foresees. */
  readonly unitsForeseen: number | null;
  readonly fundId: string | null;
  readonly normSetId: string | null;
  readonly asked: Dong;
  readonly totalCost: Dong;
  readonly planned: Dong | null;
  readonly estimate: Dong | null;
  readonly contract: Dong | null;
  readonly settled: Dong | null;
  readonly turnRole: string | null;
  readonly dueOn: LocalDate | null;
  readonly createdAt: Date;
  readonly lastActs: ReadonlyMap<Event, LastAct>;
}

export interface LastAct {
  readonly event: Event;
  readonly seq: number;
  readonly actorId: string;
  readonly onBehalfOf: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly at: Date;
  readonly onDate: LocalDate;
}

/**
 * One project, if the actor may see it; undefined for an outsider, who cannot tell it from one that
 * is not there, and for whoever declared an interest of their own in it. `lock` keeps others from
 * acting on it until this transaction ends; `drafts` is for whoever just began one; `closedToo` names it
 * in a table whose sums must hold, and nowhere else.
 */
export async function projectFor(
  tx: Tx,
  cx: Context,
  id: string,
  options: { lock?: boolean; drafts?: boolean; closedToo?: boolean } = {},
): Promise<Project | undefined> {
  let query = tx
    .selectFrom('projects.project as p')
    .leftJoin('establishments.establishment as e', (j) =>
      j.onRef('e.province', '=', 'p.province').onRef('e.id', '=', 'p.establishment_id'),
    )
    .leftJoin('people.unit as u', (j) =>
      j.onRef('u.province', '=', 'p.province').onRef('u.id', '=', 'p.implementing_unit'),
    )
    .leftJoin('territory.commune as c', 'c.code', 'p.commune_code')
    .selectAll('p')
    .select(['e.tax_code', 'c.name as commune_name'])
    .select(({ fn }) => [
      fn.coalesce('e.name', 'u.name').$notNull().as('establishment_name'),
      fn.coalesce('e.unit_id', 'p.implementing_unit').$notNull().as('unit_id'),
    ])
    .where('p.province', '=', cx.province)
    .where('p.id', '=', id);
  if (!options.closedToo)
    query = query.where((q) =>
      q.not(
        q.exists(
          q
            .selectFrom('projects.recusal as r')
            .select('r.reason')
            .whereRef('r.province', '=', 'p.province')
            .whereRef('r.project_id', '=', 'p.id')
            .where('r.account_id', 'in', handsOf(cx.actor)),
        ),
      ),
    );
  if (options.lock) query = query.forUpdate('p');
  const row = await query.executeTakeFirst();
  if (!row) return undefined;
  const standing = {
    kind: row.kind as ProjectStanding['kind'],
    establishmentUnit: row.unit_id,
    communeCode: row.commune_code,
    state: row.state as State,
  };
  if (!options.drafts && !mayRead(cx.actor, standing)) return undefined;
  const acts = await actsInBrief(tx, cx.province, id);
  return {
    ...standing,
    ...headOf(row),
    establishmentName: row.establishment_name,
    taxCode: row.tax_code,
    communeName: row.commune_name ?? '',
    lastActs: new Map(acts.map((act) => [act.event, act])),
    preparers: (earlier, event) => preparersIn(acts, earlier, event),
  };
}

/** Whether the actor, or whose place they take, declared an interest of their own in the project: it is closed to them everywhere. */
export async function isRecused(tx: Tx, cx: Context, projectId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('projects.recusal')
    .select('reason')
    .where('province', '=', cx.province)
    .where('project_id', '=', projectId)
    .where('account_id', 'in', handsOf(cx.actor))
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

function headOf(row: Row) {
  const amount = (value: bigint | null) => (value === null ? null : (value as Dong));
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    procedure: row.procedure as ProcedureKind,
    fiscalYear: row.fiscal_year,
    contentCode: row.content_code,
    coordinatingUnit: row.coordinating_unit,
    otherProvinces: row.other_provinces,
    several: row.other_provinces.length > 0,
    revision: row.revision,
    versionNo: row.version_no,
    stateSince: row.state_since,
    establishmentId: row.establishment_id,
    unitsForeseen: row.units_foreseen,
    fundId: row.fund_id,
    normSetId: row.norm_set_id,
    asked: row.asked_support as Dong,
    totalCost: row.total_cost as Dong,
    planned: amount(row.planned_support),
    estimate: amount(row.estimate_support),
    contract: amount(row.contract_support),
    settled: amount(row.settled_support),
    turnRole: row.turn_role,
    dueOn: row.due_on as LocalDate | null,
    createdAt: row.created_at,
  };
}

async function actsInBrief(tx: Tx, province: string, projectId: string): Promise<LastAct[]> {
  const rows = await tx
    .selectFrom('projects.act')
    .select(['event', 'seq', 'actor_id', 'on_behalf_of', 'data', 'at', 'on_date'])
    .where('province', '=', province)
    .where('project_id', '=', projectId)
    .orderBy('seq')
    .execute();
  return rows.map((r) => ({
    event: r.event as Event,
    seq: r.seq,
    actorId: r.actor_id,
    onBehalfOf: r.on_behalf_of,
    data: r.data as Record<string, unknown>,
    at: r.at,
    onDate: r.on_date as LocalDate,
  }));
}

export type ProjectPatch = Partial<Omit<Row, 'province' | 'id'>>;

export async function updateProject(
  tx: Tx,
  province: string,
  id: string,
  patch: ProjectPatch,
): Promise<void> {
  await tx
    .updateTable('projects.project')
    .set({ ...patch, revision: sql<number>`revision + 1` })
    .where('province', '=', province)
    .where('id', '=', id)
    .execute();
}

/** A group project is found by its kind too. */
export const GROUP_WORDS = 'đề án nhóm';

/**
 * What a list is searched by: number, title, establishment, commune and tax code, without accents.
 * A blank stands before every word, the first too: words of one or two letters are found by it.
 */
export function searchText(parts: readonly (string | null)[]): string {
  return ` ${foldText(parts.filter((p) => p !== null).join(' · '))}`;
}

export interface NewAct {
  readonly id: string;
  readonly projectId: string;
  readonly seq: number;
  readonly event: Event;
  readonly from: State;
  readonly to: State;
  readonly role: string;
  readonly onBehalfOf?: string | null;
  readonly onDate: LocalDate;
  readonly amount?: Dong | null;
  readonly reason?: string | null;
  readonly data: string;
  readonly documentId?: string | null;
}

export async function insertAct(tx: Tx, cx: Context, act: NewAct): Promise<void> {
  await tx
    .insertInto('projects.act')
    .values({
      province: cx.province,
      id: act.id,
      project_id: act.projectId,
      seq: act.seq,
      event: act.event,
      from_state: act.from,
      to_state: act.to,
      actor_id: cx.actor.accountId,
      role: act.role,
      on_behalf_of: act.onBehalfOf ?? null,
      at: cx.now,
      on_date: act.onDate,
      amount: act.amount ?? null,
      reason: act.reason ?? null,
      data: act.data,
      document_id: act.documentId ?? null,
    })
    .execute();
}

/** The time line: every act with its author, oldest first. */
export async function actsOf(tx: Tx, province: string, projectId: string) {
  return tx
    .selectFrom('projects.act as x')
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 'x.province').onRef('a.id', '=', 'x.actor_id'),
    )
    .leftJoin('people.account as b', (j) =>
      j.onRef('b.province', '=', 'x.province').onRef('b.id', '=', 'x.on_behalf_of'),
    )
    .select([
      'x.id',
      'x.seq',
      'x.event',
      'x.from_state',
      'x.to_state',
      'x.role',
      'x.at',
      'x.on_date',
      'x.amount',
      'x.reason',
      'x.data',
      'x.document_id',
      'a.name as actor_name',
      'b.name as on_behalf_name',
    ])
    .where('x.province', '=', province)
    .where('x.project_id', '=', projectId)
    .orderBy('x.seq')
    .execute();
}

/** Files a project's papers belong under, in records.document. */
export const projectSubject = (id: string) => ({ kind: 'project', id });
