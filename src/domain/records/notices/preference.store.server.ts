import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { usualPreference, type NoticePreference } from './notice.ts';

export async function preferenceOf(
  tx: Tx,
  cx: Pick<Context, 'province' | 'actor'>,
): Promise<NoticePreference> {
  const row = await tx
    .selectFrom('records.notice_preference')
    .select(['digest', 'immediate', 'locale'])
    .where('province', '=', cx.province)
    .where('account_id', '=', cx.actor.accountId)
    .executeTakeFirst();
  return row === undefined ? usualPreference : { ...row, locale: row.locale as 'vi' | 'en' };
}

/** What a person wishes to be mailed is their own: nobody else sets it. */
export async function savePreference(tx: Tx, cx: Context, wish: NoticePreference): Promise<void> {
  const values = { ...wish, changed_at: cx.now };
  await tx
    .insertInto('records.notice_preference')
    .values({ province: cx.province, account_id: cx.actor.accountId, ...values })
    .onConflict((on) => on.columns(['province', 'account_id']).doUpdateSet(values))
    .execute();
}
