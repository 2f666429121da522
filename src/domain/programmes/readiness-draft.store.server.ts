import { sql } from 'kysely';
import { localDate, type LocalDate } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { ReadinessStep } from './need.ts';
import type { ReadinessDraftInput } from './readiness-draft.ts';

export interface ReadinessDraft extends ReadinessDraftInput {
  readonly no: number;
  readonly savedAt: Date;
  readonly savedBy: string;
  readonly writers: readonly string[];
}

/** From which day the province's last own steps hold; null where it never had any. */
export async function lastOwnReadiness(tx: Tx, province: string): Promise<LocalDate | null> {
  const { rows } = await sql<{ day: LocalDate | null }>`
    select max(valid_from) as day from programmes.readiness_step where province = ${province}`.execute(tx);
  return rows[0]?.day ?? null;
}

/** What was drafted last upon the steps of a day, if it was not published. */
export async function readinessDraft(
  tx: Tx,
  province: string,
  base: LocalDate | null,
): Promise<ReadinessDraft | null> {
  const rows = await tx
    .selectFrom('programmes.readiness_draft as d')
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 'd.province').onRef('a.id', '=', 'd.saved_by'),
    )
    .selectAll('d')
    .select('a.name')
    .where('d.province', '=', province)
    .where(sql<boolean>`d.base is not distinct from ${base}::date`)
    .orderBy('d.no', 'desc')
    .execute();
  const [last] = rows;
  if (last === undefined) return null;
  return {
    ...{ no: last.no, from: localDate(last.valid_from), basis: last.basis },
    steps: last.steps as unknown as readonly ReadinessStep[],
    ...{ savedAt: last.saved_at, savedBy: last.name },
    writers: [...new Set(rows.flatMap((row) => [row.saved_by, row.on_behalf_of ?? row.saved_by]))],
  };
}

/** Answers its number, or undefined where somebody saved at the same time. */
export async function insertReadinessDraft(
  tx: Tx,
  cx: Context,
  base: LocalDate | null,
  { from, basis, steps }: ReadinessDraftInput,
): Promise<number | undefined> {
  const made = await tx
    .insertInto('programmes.readiness_draft')
    .values((eb) => ({
      province: cx.province,
      no: eb
        .selectFrom('programmes.readiness_draft')
        .where('province', '=', cx.province)
        .select((e) => e(e.fn.coalesce(e.fn.max('no'), e.lit(0)), '+', 1).as('no')),
      ...{ base, valid_from: from, basis, steps: JSON.stringify(steps) },
      ...{ saved_by: cx.actor.accountId, saved_at: cx.now },
    }))
    .onConflict((c) => c.doNothing())
    .returning('no')
    .executeTakeFirst();
  return made?.no;
}

/** The one way a draft comes into force; see the function in the database for what it refuses. */
export async function callPublishReadiness(tx: Tx, cx: Context, no: number): Promise<void> {
  await sql`select programmes.publish_readiness(${cx.province}, ${no}, ${cx.actor.accountId}, ${cx.now})`.execute(
    tx,
  );
}
