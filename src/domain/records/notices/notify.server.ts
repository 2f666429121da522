import { sql, type RawBuilder } from 'kysely';
import { todayIn } from '#kernel';
import type { Role } from '#people';
import { post, type Tx } from '#platform/server';
import type { Subject } from '../deadline.ts';
import { askingKinds, type NoticeKind } from './notice.ts';

/**
 * Who is told: one person, or whoever holds a role today, on one unit or in one commune where named. With an
 * establishment's role and its unit, all people of the establishment.
 */
export type Recipients =
  | { readonly account: string }
  | { readonly role: Role; readonly unit?: string | null; readonly commune?: string | null };

export interface NewNotice {
  readonly kind: NoticeKind;
  readonly to: Recipients;
  readonly subject: Subject;
  /** Fills the sentence `notice_<kind>`; codes (roles, acts, dates YYYY-MM-DD) are put into words when it is read. */
  readonly fills?: Readonly<Record<string, string>>;
  /** The same words reach a person once, however often this is called. */
  readonly once?: string;
  /** Who needs no telling: whoever did it. */
  readonly except?: string | null;
}

/**
 * Tells people in the transaction of the cause: the notice is there if and only if the cause is. Who asked for mail at
 * once is also written to, where something is asked of them. One statement, whatever the number of people.
 */
export async function notify(
  tx: Tx,
  cx: { readonly province: string; readonly now: Date },
  notice: NewNotice,
): Promise<void> {
  const { kind, to, subject, fills = {}, once = null, except = null } = notice;
  const told = await sql<{ email: string; locale: 'vi' | 'en' }>`
    with told as (
      insert into records.notice (province, account_id, kind, subject_kind, subject_id, fills, once, at)
      select ${cx.province}, holder, ${kind}, ${subject.kind}, ${subject.id}::uuid, ${JSON.stringify(fills)}::jsonb,
             ${once}, ${cx.now}
        from ${peopleIn(cx, to)} holder
       where holder is distinct from ${except}::uuid
      on conflict (province, account_id, once) where once is not null do nothing
      returning account_id)
    select a.email, p.locale
      from told t
      join records.notice_preference p on p.province = ${cx.province} and p.account_id = t.account_id and p.immediate
      join people.account a on a.province = p.province and a.id = p.account_id and a.active`.execute(tx);
  if (!askingKinds.includes(kind)) return;
  const values = { kind, fills: JSON.stringify(fills) };
  for (const { email, locale } of told.rows)
    await post(tx, { letter: 'notice', to: email, locale, values, copy: true });
}

function peopleIn(
  { province, now }: { readonly province: string; readonly now: Date },
  to: Recipients,
): RawBuilder<unknown> {
  if ('account' in to) return sql`unnest(array[${to.account}::uuid])`;
  return sql`people.holders_of(${province}, ${to.role}, ${to.unit ?? null}::uuid, ${to.commune ?? null}::text, ${todayIn(now)}::date)`;
}

/** Ends what was told of a matter and not read: it is somebody else's turn, or nobody's. */
export async function settleNotices(
  tx: Tx,
  cx: { readonly province: string; readonly now: Date },
  subject: Subject,
  kinds: readonly NoticeKind[],
): Promise<void> {
  await tx
    .updateTable('records.notice')
    .set({ over_at: cx.now })
    .where('province', '=', cx.province)
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .where('read_at', 'is', null)
    .where('over_at', 'is', null)
    .where('kind', 'in', kinds)
    .execute();
}
