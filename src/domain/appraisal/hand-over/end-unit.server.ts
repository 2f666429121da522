import { sql } from 'kysely';
import { isId, ok, refuse, type Result } from '#kernel';
import { closeUnitIn, type Context, type UnitEnding } from '#people/server';
import { transact, type Tx } from '#platform/server';

/** What waits for a unit, and for no other. */
export interface UnitWork {
  /** Waits of projects that are the unit's own: an establishment's. */
  readonly waits: number;
  /** Opinions asked of it and not given. */
  readonly opinions: number;
}

export async function workOfUnit(tx: Tx, province: string, unitId: string): Promise<UnitWork> {
  const { rows } = await sql<UnitWork>`
    select (select count(*)::int from records.deadline d
             where d.province = ${province} and d.owner_unit = ${unitId}::uuid and d.closed_at is null) as waits,
           (select count(*)::int from appraisal.opinion o
             where o.province = ${province} and o.unit_id = ${unitId}::uuid and o.answers = 0
               and o.withdrawn_at is null and o.waived_at is null) as opinions`.execute(tx);
  return rows[0] ?? { waits: 0, opinions: 0 };
}

/**
 * Ends a unit and hands what waits for it to its successor, in one act: opinions asked of it, an establishment with its
 * waits, and, if asked, its people. Refuses what `closeUnitIn` does, and `unit_leaves_work` where something waits and
 * nobody is named to take it, or the successor is another establishment already.
 */
export async function endUnit(cx: Context, unitId: string, given: UnitEnding): Promise<Result<void>> {
  if (!isId(unitId)) return refuse('not_found');
  if (given.successorId !== null && !isId(given.successorId)) return refuse('successor_is_not_fit');
  return transact(cx, async (tx) => {
    const closed = await closeUnitIn(tx, cx, unitId, given);
    if (!closed.ok) return closed;
    const work = await workOfUnit(tx, cx.province, unitId);
    if (work.waits + work.opinions === 0) return ok(undefined);
    const { successorId } = given;
    if (successorId === null || (work.waits > 0 && (await isEstablishment(tx, cx.province, successorId))))
      return refuse('unit_leaves_work', { waits: work.waits, opinions: work.opinions }, 'successorId');
    await handOn(tx, cx.province, unitId, successorId);
    return ok(undefined);
  });
}

async function isEstablishment(tx: Tx, province: string, unitId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('establishments.establishment')
    .select('id')
    .where('province', '=', province)
    .where('unit_id', '=', unitId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Ended waits and given answers keep the unit they were of. */
async function handOn(tx: Tx, province: string, from: string, to: string): Promise<void> {
  await tx
    .updateTable('establishments.establishment')
    .set({ unit_id: to })
    .where('province', '=', province)
    .where('unit_id', '=', from)
    .execute();
  await tx
    .updateTable('records.deadline')
    .set({ owner_unit: to })
    .where('province', '=', province)
    .where('owner_unit', '=', from)
    .where('closed_at', 'is', null)
    .execute();
  await tx
    .updateTable('appraisal.opinion')
    .set({ unit_id: to })
    .where('province', '=', province)
    .where('unit_id', '=', from)
    .where('answers', '=', 0)
    .where('withdrawn_at', 'is', null)
    .where('waived_at', 'is', null)
    .execute();
}

/** Opinions asked of a unit that has nobody to give them. */
export interface UnheldOpinions {
  readonly unitId: string;
  readonly unitName: string;
  readonly opinions: number;
  readonly soonest: string;
}

export async function unheldOpinions(tx: Tx, province: string, on: string): Promise<UnheldOpinions[]> {
  const { rows } = await sql<UnheldOpinions>`
    select u.id as "unitId", u.name as "unitName", count(*)::int as opinions, min(o.due_on)::date as soonest
      from appraisal.opinion o join people.unit u on u.province = o.province and u.id = o.unit_id
     where o.province = ${province} and o.answers = 0 and o.withdrawn_at is null and o.waived_at is null
       and not exists (
         select from people.membership m
           join people.account a on a.province = m.province and a.id = m.account_id and a.active
          where m.province = o.province and m.unit_id = o.unit_id and m.role <> 'auditor'
            and (u.valid_to is null or u.valid_to > ${on}::date)
            and m.valid_from <= ${on}::date and (m.valid_to is null or m.valid_to > ${on}::date))
     group by u.id, u.name order by min(o.due_on)`.execute(tx);
  return rows;
}
