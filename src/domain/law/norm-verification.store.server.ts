import type { LocalDate } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';

/** A norm compared with the official text, or such a record taken back. */
export interface NormVerification {
  readonly id: string;
  readonly setId: string;
  readonly content: string;
  readonly stands: boolean;
  readonly page: string;
  readonly comparedOn: LocalDate;
  readonly by: string;
  readonly at: Date;
}

/** The latest record of each norm of these sets; what a taken-back record says is that the norm is as it shipped. */
export async function latestVerifications(tx: Tx, setIds: readonly string[]): Promise<NormVerification[]> {
  if (setIds.length === 0) return [];
  const rows = await tx
    .selectFrom('law.norm_verification as v')
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 'v.province').onRef('a.id', '=', 'v.verified_by'),
    )
    .distinctOn(['v.set_id', 'v.content'])
    .select(['v.id', 'v.set_id', 'v.content', 'v.stands', 'v.page', 'v.compared_on', 'v.at', 'a.name'])
    .where('v.set_id', 'in', [...setIds])
    .orderBy('v.set_id')
    .orderBy('v.content')
    .orderBy('v.at', 'desc')
    .orderBy('v.id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    setId: row.set_id,
    content: row.content,
    stands: row.stands,
    page: row.page,
    comparedOn: row.compared_on as LocalDate,
    by: row.name,
    at: row.at,
  }));
}

export async function insertVerification(
  tx: Tx,
  cx: Context,
  record: Pick<NormVerification, 'id' | 'setId' | 'content' | 'stands' | 'page' | 'comparedOn'>,
): Promise<void> {
  await tx
    .insertInto('law.norm_verification')
    .values({
      province: cx.province,
      id: record.id,
      set_id: record.setId,
      content: record.content,
      stands: record.stands,
      page: record.page,
      compared_on: record.comparedOn,
      verified_by: cx.actor.accountId,
      at: cx.now,
    })
    .execute();
}
