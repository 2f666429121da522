import { sql } from 'kysely';
import { newId, type Locale } from '#kernel';
import type { Fund } from '#law';
import type { NormSetInput } from '#law/server';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { simulationResultOf } from './simulation-json.ts';
import type { SimulationQuestion } from './simulation.form.ts';
import type { SimulationResult } from './simulation-tally.ts';

type SimulationState = 'waiting' | 'running' | 'ready' | 'failed' | 'cancelled';

export interface Simulation extends SimulationQuestion {
  readonly id: string;
  readonly draftId: string;
  /** The draft as it was asked about. */
  readonly draftRevision: number;
  readonly fund: Fund;
  readonly file: NormSetInput;
  readonly locale: Locale;
  readonly state: SimulationState;
  readonly run: number;
  readonly rowsDone: number;
  readonly rowsTotal: number | null;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly result: SimulationResult | null;
}

export interface NewSimulation extends SimulationQuestion {
  readonly draftId: string;
  readonly draftRevision: number;
  readonly fund: Fund;
  readonly file: NormSetInput;
  readonly locale: Locale;
}

export async function insertSimulation(tx: Tx, cx: Context, asked: NewSimulation): Promise<string> {
  const id = newId(cx.now.getTime());
  await tx
    .insertInto('projects.simulation')
    .values({
      province: cx.province,
      id,
      draft_id: asked.draftId,
      draft_revision: asked.draftRevision,
      file: JSON.stringify(asked.file),
      fund: asked.fund,
      from_year: asked.fromYear,
      until_year: asked.untilYear,
      projects: asked.projects,
      content: asked.content,
      locale: asked.locale,
      asked_by: cx.actor.accountId,
      asked_at: cx.now,
      moved_at: cx.now,
    })
    .execute();
  return id;
}

const simulations = (tx: Tx, province: string) =>
  tx
    .selectFrom('projects.simulation as s')
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 's.province').onRef('a.id', '=', 's.asked_by'),
    )
    .selectAll('s')
    .select('a.name as asked_by_name')
    .where('s.province', '=', province);

type Row = Awaited<ReturnType<ReturnType<typeof simulations>['execute']>>[number];

function simulationOf(row: Row): Simulation {
  return {
    id: row.id,
    draftId: row.draft_id,
    draftRevision: row.draft_revision,
    fund: row.fund as Fund,
    file: row.file as unknown as NormSetInput,
    fromYear: row.from_year,
    untilYear: row.until_year,
    projects: row.projects as Simulation['projects'],
    content: row.content,
    locale: row.locale as Locale,
    state: row.state as SimulationState,
    run: row.run,
    rowsDone: row.rows_done,
    rowsTotal: row.rows_total,
    askedBy: row.asked_by_name,
    askedAt: row.asked_at,
    result: row.result === null ? null : simulationResultOf(row.result),
  };
}

export async function findSimulation(tx: Tx, province: string, id: string): Promise<Simulation | undefined> {
  const row = await simulations(tx, province).where('s.id', '=', id).executeTakeFirst();
  return row && simulationOf(row);
}

/** Those of one draft, newest first. */
export async function simulationsOf(tx: Tx, province: string, draftId: string): Promise<Simulation[]> {
  const rows = await simulations(tx, province)
    .where('s.draft_id', '=', draftId)
    .orderBy('s.asked_at', 'desc')
    .orderBy('s.id', 'desc')
    .limit(20)
    .execute();
  return rows.map(simulationOf);
}

/** Begins, or begins anew what a worker left: answers which run this is, or undefined where nothing is to be done. */
export async function claimSimulation(
  tx: Tx,
  province: string,
  id: string,
  total: number,
  now: Date,
): Promise<number | undefined> {
  const row = await tx
    .updateTable('projects.simulation')
    .set((eb) => ({
      state: 'running',
      run: eb('run', '+', 1),
      rows_done: 0,
      rows_total: total,
      moved_at: now,
    }))
    .where('province', '=', province)
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running', 'failed'])
    .returning('run')
    .executeTakeFirst();
  return row?.run;
}

export interface SimulationMove {
  readonly rowsDone?: number;
  readonly state?: 'ready' | 'failed';
  readonly result?: string;
}

/** Notes how far a run is. False: it was cancelled, or another run has taken it over, and this one stops. */
export async function moveSimulation(
  tx: Tx,
  province: string,
  { id, run }: { readonly id: string; readonly run: number },
  move: SimulationMove,
  now: Date,
): Promise<boolean> {
  const { rowsDone, state, result } = move;
  const { numUpdatedRows } = await tx
    .updateTable('projects.simulation')
    .set({
      moved_at: now,
      ...(rowsDone === undefined ? {} : { rows_done: rowsDone }),
      ...(state === undefined ? {} : { state }),
      ...(result === undefined ? {} : { result }),
    })
    .where('province', '=', province)
    .where('id', '=', id)
    .where('run', '=', run)
    .where('state', '=', 'running')
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Stops one that is waiting or under way; false where it had ended already. */
export async function markCancelled(tx: Tx, province: string, id: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('projects.simulation')
    .set({ state: 'cancelled' })
    .where('province', '=', province)
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Those that have not moved since a moment, as when their worker was killed; they count as moved now. */
export async function takeUpStill(tx: Tx, province: string, since: Date, now: Date): Promise<string[]> {
  const rows = await tx
    .updateTable('projects.simulation')
    .set({ moved_at: now })
    .where('province', '=', province)
    .where('state', 'in', ['waiting', 'running'])
    .where('moved_at', '<', since)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** One project as it is gone through, with its latest request. */
export interface PastRow {
  readonly id: string;
  readonly number: string | null;
  readonly title: string;
  readonly year: number;
  readonly content: string;
  readonly commune: string;
  readonly normSetId: string | null;
  readonly on: string;
  readonly eligibleCost: bigint;
  readonly totalCost: bigint;
  readonly technologyLine: boolean;
  readonly legalForm: string;
  readonly employees: number;
  readonly revenue: bigint | null;
  readonly capital: bigint | null;
}

/** The conditions of a question, on `projects.project p`. */
function wanted(province: string, { fund, fromYear, untilYear, projects, content }: Simulation) {
  const procedure = fund === 'national' ? 'national' : 'provincial';
  const states =
    projects === 'planned'
      ? sql`p.norm_set_id is not null`
      : projects === 'kept'
        ? sql`p.state not in ('rejected', 'withdrawn')`
        : sql`true`;
  const one = content === null ? sql`true` : sql`p.content_code = ${content}`;
  // A group project has no establishment whose size could be looked at.
  return sql`p.province = ${province} and p.kind = 'single' and p.procedure = ${procedure} and p.version_no > 0 and ${states} and ${one}
    and p.fiscal_year between ${fromYear} and ${untilYear}`;
}

export async function countPast(tx: Tx, province: string, asked: Simulation): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from projects.project p where ${wanted(province, asked)}`.execute(tx);
  return rows[0]?.n ?? 0;
}

/**
 * A page of the projects asked about after one of them, in the order of their keys. The page is cut before it is
 * joined: left to itself the planner merges with all requests from the first on, for every page anew.
 */
export async function pastAfter(
  tx: Tx,
  province: string,
  asked: Simulation,
  after: string | null,
  size: number,
): Promise<PastRow[]> {
  const beyond = after === null ? sql`true` : sql`p.id > ${after}`;
  const { rows } = await sql<PastRow>`
    with page as materialized (
      select p.province, p.id, p.number, p.title, p.fiscal_year, p.content_code, p.commune_code, p.norm_set_id,
             p.version_no, p.establishment_id
        from projects.project p where ${wanted(province, asked)} and ${beyond} order by p.id limit ${size})
    select p.id, p.number, p.title, p.fiscal_year as year, p.content_code as content, p.commune_code as commune,
           p.norm_set_id as "normSetId", v.eligible_cost as "eligibleCost", v.total_cost as "totalCost",
           v.technology_line as "technologyLine", e.legal_form as "legalForm", e.employees, e.revenue, e.capital,
           coalesce(
             case when p.norm_set_id is not null then (
               select max(a.on_date) from projects.act a
                where a.province = p.province and a.project_id = p.id and a.event = 'approve_plan') end,
             (v.submitted_at at time zone 'Asia/Ho_Chi_Minh')::date) as "on"
      from page p
      join projects.version v on v.province = p.province and v.project_id = p.id and v.no = p.version_no
      join establishments.establishment e on e.province = p.province and e.id = p.establishment_id
     order by p.id`.execute(tx);
  return rows;
}
