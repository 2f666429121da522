import { sql } from 'kysely';
import { ok, refuse, todayIn, type Result } from '#kernel';
import { hasRole } from '#people';
import type { Context } from '#people/server';
import {
  inProvince,
  post,
  transact,
  type Database,
  type Letter,
  type Tx,
  type Undelivered,
} from '#platform/server';
import { recordEvent } from '../event.store.server.ts';
import { notify } from './notify.server.ts';

/** A letter that could not be delivered, as the administrator sees it: never what it says. */
interface UndeliveredLetter {
  readonly id: string;
  readonly letter: string;
  readonly to: string;
  readonly reason: string;
  readonly attempts: number;
  readonly since: Date;
  /** Null: nobody's account. */
  readonly accountId: string | null;
  readonly name: string | null;
  /** It carried a link that opens an account: such a link is made anew, never kept. */
  readonly secret: boolean;
}

/**
 * Keeps a letter that was given up, once, and tells the person it was for in the system itself. A link that opens an
 * account is not kept. A letter caused outside any province has nobody here to be shown to; the log has it.
 */
export async function noteUndelivered(db: Database, given: Undelivered, now: Date): Promise<void> {
  const { letter, province, jobId, reason, attempts } = given;
  if (province === null) return;
  const fills = letter.values['path'] === undefined ? JSON.stringify(letter.values) : null;
  await inProvince({ db, province }, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      insert into records.undelivered_letter (province, job_id, letter, to_address, locale, fills, reason, attempts, since)
      values (${province}, ${jobId}, ${letter.letter}, ${letter.to}, ${letter.locale}, ${fills}::jsonb,
              ${reason.slice(0, 500)}, ${attempts}, ${now})
      on conflict (province, job_id) do nothing returning id`.execute(tx);
    const [noted] = rows;
    const account = await tx
      .selectFrom('people.account')
      .select('id')
      .where('province', '=', province)
      .where('email', '=', letter.to)
      .executeTakeFirst();
    if (noted === undefined || account === undefined) return;
    await notify(
      tx,
      { province, now },
      {
        kind: 'mail_failed',
        to: { account: account.id },
        subject: { kind: 'undelivered_letter', id: noted.id },
        fills: { email: letter.to },
        once: `mail/${letter.to}/${todayIn(now)}`,
      },
    );
  });
}

const maySee = (cx: Pick<Context, 'actor'>) => hasRole(cx.actor, 'administrator', 'auditor');

export interface UndeliveredPage {
  readonly letters: readonly UndeliveredLetter[];
  /** The last one of this page, where more follow. */
  readonly next: string | null;
}

/** A page of what is still open, newest first; `not_found` for who does not look after mail. */
export async function undeliveredLetters(
  cx: Context,
  page: { readonly after: string | null; readonly size: number } = { after: null, size: 100 },
): Promise<Result<UndeliveredPage>> {
  if (!maySee(cx)) return refuse('not_found');
  return ok(
    await inProvince(cx, async (tx) => {
      const { rows } = await sql<UndeliveredLetter>`
        select u.id, u.letter, u.to_address as "to", u.reason, u.attempts, u.since, u.fills is null as secret,
               a.id as "accountId", a.name
          from records.undelivered_letter u
          left join people.account a on a.province = u.province and a.email = u.to_address
         where u.province = ${cx.province} and u.resolved_at is null
           and (${page.after}::uuid is null or (u.since, u.id) < (
             select x.since, x.id from records.undelivered_letter x
              where x.province = ${cx.province} and x.id = ${page.after}::uuid))
         order by u.since desc, u.id desc limit ${page.size + 1}`.execute(tx);
      const letters = rows.slice(0, page.size);
      return { letters, next: rows.length > page.size ? (letters.at(-1)?.id ?? null) : null };
    }),
  );
}

export async function countUndelivered(tx: Tx, province: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select from records.undelivered_letter
     where province = ${province} and resolved_at is null limit 1000) x`.execute(tx);
  return rows[0]?.count ?? 0;
}

/**
 * Sees to a letter: sends it again, or marks it as handled otherwise. Of two administrators the second is told
 * (`letter_settled_meanwhile`); a letter with a link that opens an account is not sent again (`letter_is_secret`).
 */
export async function settleUndelivered(
  cx: Context,
  input: { readonly id: string; readonly again: boolean },
): Promise<Result<void>> {
  if (!hasRole(cx.actor, 'administrator')) return refuse('not_permitted');
  return transact(cx, async (tx) => {
    const row = await tx
      .selectFrom('records.undelivered_letter')
      .selectAll()
      .where('province', '=', cx.province)
      .where('id', '=', input.id)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) return refuse('letter_not_found');
    if (row.resolved_at !== null) return refuse('letter_settled_meanwhile');
    if (input.again && row.fills === null) return refuse('letter_is_secret');
    await tx
      .updateTable('records.undelivered_letter')
      .set({ resolved_at: cx.now, resolved_by: cx.actor.accountId, sent_again: input.again })
      .where('province', '=', cx.province)
      .where('id', '=', row.id)
      .execute();
    if (input.again) {
      const values = row.fills as unknown as Letter['values'];
      const locale = row.locale as Letter['locale'];
      await post(tx, { letter: row.letter, to: row.to_address, locale, values });
    }
    await recordEvent(tx, cx, {
      kind: input.again ? 'letter.sent_again' : 'letter.handled',
      subject: { kind: 'undelivered_letter', id: row.id },
    });
    return ok(undefined);
  });
}
