import { sql } from 'kysely';
import type { Context } from '#people/server';
import type { Database, Tx } from '#platform/server';
import { MOST_COUNTED, type Notice, type NoticeKey, type NoticeKind } from './notice.ts';

/** How many notices a person has not read, counted up to one more than the counter shows. */
export async function unreadCount(db: Database, province: string, accountId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`/* prepared */
    select records.unread_notices(${province}, ${accountId}::uuid) as count`.execute(db);
  return Math.min(rows[0]?.count ?? 0, MOST_COUNTED + 1);
}

/** A page of the actor's own notices, newest first; one more than `size` where there are more. */
export async function listNotices(
  tx: Tx,
  cx: Pick<Context, 'province' | 'actor'>,
  options: { readonly unread: boolean; readonly after: NoticeKey | null; readonly size: number },
): Promise<Notice[]> {
  let query = own(tx, cx).selectAll();
  if (options.unread) query = query.where('read_at', 'is', null).where('over_at', 'is', null);
  if (options.after) {
    const { at, id } = options.after;
    query = query.where(sql<boolean>`(at, id) < (${at}, ${id}::uuid)`);
  }
  const rows = await query
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(options.size + 1)
    .execute();
  return rows.map(noticeFrom);
}

/** One of the actor's own notices; undefined for anybody else's. */
export async function noticeOf(
  tx: Tx,
  cx: Pick<Context, 'province' | 'actor'>,
  id: string,
): Promise<Notice | undefined> {
  const row = await own(tx, cx).selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : noticeFrom(row);
}

function own(tx: Tx, { province, actor }: Pick<Context, 'province' | 'actor'>) {
  return (
    tx
      .selectFrom('records.notice')
      .where('province', '=', province)
      .where('account_id', '=', actor.accountId)
      // Told before they declared an interest of their own in it: its page is not there for them.
      .where(
        sql<boolean>`not (subject_kind = 'project' and exists (select from projects.recusal r
        where r.province = notice.province and r.project_id = notice.subject_id and r.account_id = notice.account_id))`,
      )
  );
}

function noticeFrom(row: {
  id: string;
  kind: string;
  subject_kind: string;
  subject_id: string;
  fills: unknown;
  at: Date;
  read_at: Date | null;
  over_at: Date | null;
}): Notice {
  return {
    id: row.id,
    kind: row.kind as NoticeKind,
    subject: { kind: row.subject_kind, id: row.subject_id },
    fills: row.fills as Record<string, string>,
    at: row.at,
    readAt: row.read_at,
    overAt: row.over_at,
  };
}

type Reader = Pick<Context, 'province' | 'actor' | 'now'>;

/** Reading the actor's own unread notices; what was read before keeps its time. */
const readUnread = (tx: Tx, cx: Reader) =>
  tx
    .updateTable('records.notice')
    .set({ read_at: cx.now })
    .where('province', '=', cx.province)
    .where('account_id', '=', cx.actor.accountId)
    .where('read_at', 'is', null);

export async function markRead(tx: Tx, cx: Reader, id: string): Promise<void> {
  await readUnread(tx, cx).where('id', '=', id).execute();
}

/** Marks all that the actor saw as read: what came since their page was made stays unread. */
export async function markAllRead(tx: Tx, cx: Reader, until: Date): Promise<void> {
  await readUnread(tx, cx).where('over_at', 'is', null).where('at', '<=', until).execute();
}
