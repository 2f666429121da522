import { sql, type Insertable, type Selectable } from 'kysely';
import type { Dong } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { DB } from '#schema';
import type { Need, NeedInput, Programme, Readiness, Standing } from './need.ts';

type Row = Selectable<DB['programmes.need']>;

export function needOf(row: Row): Need {
  return {
    id: row.id,
    roundId: row.round_id,
    establishmentId: row.establishment_id,
    name: row.name,
    taxCode: row.tax_code,
    phone: row.phone,
    commune: row.commune_code,
    contentCode: row.content_code,
    procedure: row.procedure as Programme,
    title: row.title,
    reason: row.reason,
    machine: row.machine,
    quotation: row.quotation,
    cost: row.cost as Dong | null,
    asked: row.asked as Dong | null,
    ownFunds: row.own_funds,
    site: row.site,
    papers: row.papers,
    score: row.score,
    standing: row.standing as Standing,
    projectId: row.project_id,
    revision: row.revision,
    createdBy: row.created_by,
    createdAt: row.created_at,
    withdrawn: row.withdrawn_at !== null,
  };
}

const columnsOf = (input: NeedInput, { score, standing }: Readiness) => ({
  establishment_id: input.establishmentId,
  name: input.name,
  tax_code: input.taxCode,
  phone: input.phone,
  commune_code: input.commune,
  content_code: input.contentCode,
  procedure: input.procedure,
  title: input.title,
  reason: input.reason,
  machine: input.machine,
  quotation: input.quotation,
  cost: input.cost,
  asked: input.asked,
  own_funds: input.ownFunds,
  site: input.site,
  papers: input.papers,
  score,
  standing,
});

export interface NewNeed {
  readonly id: string;
  readonly roundId: string;
  readonly clientKey: string;
  readonly importId?: string | null;
  readonly input: NeedInput;
  readonly readiness: Readiness;
}

/** So many rows a statement: 25 parameters each, of the 65,535 PostgreSQL takes. */
const ROWS_AT_ONCE = 1000;

/** Answers how many were taken in: fewer than given where the same business asked for the same content before. */
export async function insertNeeds(tx: Tx, cx: Context, needs: readonly NewNeed[]): Promise<number> {
  let taken = 0;
  for (let from = 0; from < needs.length; from += ROWS_AT_ONCE) {
    const values = needs.slice(from, from + ROWS_AT_ONCE).map((need): Insertable<DB['programmes.need']> => ({
      province: cx.province,
      id: need.id,
      round_id: need.roundId,
      ...columnsOf(need.input, need.readiness),
      client_key: need.clientKey,
      import_id: need.importId ?? null,
      created_by: cx.actor.accountId,
      created_at: cx.now,
      updated_at: cx.now,
    }));
    const made = await tx
      .insertInto('programmes.need')
      .values(values)
      .onConflict((oc) => oc.doNothing())
      .executeTakeFirst();
    taken += Number(made.numInsertedOrUpdatedRows ?? 0n);
  }
  return taken;
}

export async function findNeed(
  tx: Tx,
  province: string,
  id: string,
  options: { lock?: boolean } = {},
): Promise<Need | undefined> {
  let query = tx
    .selectFrom('programmes.need')
    .selectAll()
    .where('province', '=', province)
    .where('id', '=', id);
  if (options.lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  return row && needOf(row);
}

/** What the same form sent before made. */
export async function needOfForm(tx: Tx, cx: Context, clientKey: string): Promise<Need | undefined> {
  const row = await tx
    .selectFrom('programmes.need')
    .selectAll()
    .where('province', '=', cx.province)
    .where('created_by', '=', cx.actor.accountId)
    .where('client_key', '=', clientKey)
    .executeTakeFirst();
  return row && needOf(row);
}

/** Another need of the round that stands for the same business and content. */
export async function sameNeed(
  tx: Tx,
  province: string,
  roundId: string,
  input: Pick<NeedInput, 'taxCode' | 'name' | 'commune' | 'contentCode'>,
  except: string | null,
): Promise<boolean> {
  const row = await tx
    .selectFrom('programmes.need')
    .select('id')
    .where('province', '=', province)
    .where('round_id', '=', roundId)
    .where('content_code', '=', input.contentCode)
    .where('withdrawn_at', 'is', null)
    .where(
      'business_key',
      '=',
      sql<string>`coalesce(${input.taxCode}::text, platform.fold(${input.name}::text) || '@' || ${input.commune}::text)`,
    )
    .$if(except !== null, (query) => query.where('id', '<>', except!))
    .executeTakeFirst();
  return row !== undefined;
}

/** Which of these stand in the round already, as `business_key#content`. */
export async function standingKeys(
  tx: Tx,
  province: string,
  roundId: string,
  businesses: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    select n.business_key || '#' || n.content_code as key
      from (select distinct unnest(${[...businesses]}::text[]) as business_key) b
      join programmes.need n using (business_key)
     where n.province = ${province} and n.round_id = ${roundId}::uuid and n.withdrawn_at is null`.execute(tx);
  return new Set(rows.map(({ key }) => key));
}

/** False when somebody changed it since `revision`. */
export async function updateNeed(
  tx: Tx,
  cx: Context,
  need: Pick<Need, 'id' | 'revision'>,
  input: NeedInput,
  readiness: Readiness,
): Promise<boolean> {
  return changed(tx, cx, need, columnsOf(input, readiness));
}

export async function markWithdrawn(
  tx: Tx,
  cx: Context,
  need: Pick<Need, 'id' | 'revision'>,
  withdrawn: boolean,
): Promise<boolean> {
  return changed(tx, cx, need, {
    withdrawn_at: withdrawn ? cx.now : null,
    withdrawn_by: withdrawn ? cx.actor.accountId : null,
  });
}

/** Links the request a need became; false when it has one. */
export async function markRequested(
  tx: Tx,
  cx: Context,
  needId: string,
  projectId: string,
): Promise<boolean> {
  const row = await tx
    .updateTable('programmes.need')
    .set({ project_id: projectId, updated_at: cx.now, revision: sql<number>`revision + 1` })
    .where('province', '=', cx.province)
    .where('id', '=', needId)
    .where('project_id', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

async function changed(
  tx: Tx,
  cx: Context,
  need: Pick<Need, 'id' | 'revision'>,
  change: Partial<Insertable<DB['programmes.need']>>,
): Promise<boolean> {
  const row = await tx
    .updateTable('programmes.need')
    .set({ ...change, revision: need.revision + 1, updated_at: cx.now })
    .where('province', '=', cx.province)
    .where('id', '=', need.id)
    .where('revision', '=', need.revision)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
