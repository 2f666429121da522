import { sql, type RawBuilder } from 'kysely';
import { todayIn } from '#kernel';
import { inProvince, post, type Scope, type Tx } from '#platform/server';

/** Lines of each kind in a mail; the rest is a number. */
const LINES = 5;
const PAGE = 200;

interface Reader {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly locale: 'vi' | 'en';
}

interface Digest {
  readonly today: number;
  readonly late: number;
  readonly fresh: number;
  /** Lists of lines as JSON, for the letter's writer to put into words. */
  readonly lines: { readonly today: unknown; readonly late: unknown; readonly fresh: unknown };
}

/**
 * Mails everybody what is due today, what is late and what is new to them: one mail a working day at most, none where
 * there is nothing to say. The mail and the note that it was sent are one transaction, so a round that is cut off goes
 * on where it was.
 */
export async function sendDigests(scope: Scope, now: Date): Promise<void> {
  const today = todayIn(now);
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const from = after;
    const readers: readonly Reader[] = await inProvince(scope, async (tx) => {
      const { rows } = await sql<Reader>`
        select a.id, a.name, a.email, coalesce(w.locale, 'vi') as locale
          from people.account a
          left join records.notice_preference w on w.province = a.province and w.account_id = a.id
         where a.province = ${scope.province} and a.active and coalesce(w.digest, true) and a.id > ${from}::uuid
           and not exists (select from records.digest d
                            where d.province = a.province and d.account_id = a.id and d.day = ${today})
         order by a.id limit ${PAGE}`.execute(tx);
      return rows;
    });
    for (const reader of readers)
      await inProvince(scope, (tx) => sendDigest(tx, scope.province, reader, now));
    const last = readers.at(-1);
    if (last === undefined || readers.length < PAGE) return;
    after = last.id;
  }
}

async function sendDigest(tx: Tx, province: string, reader: Reader, now: Date): Promise<void> {
  const day = todayIn(now);
  const { today, late, fresh, lines } = await digestOf(tx, province, reader.id, now);
  if (today + late + fresh === 0) return;
  const noted = await tx
    .insertInto('records.digest')
    .values({ province, account_id: reader.id, day, at: now })
    .onConflict((on) => on.doNothing())
    .returning('day')
    .executeTakeFirst();
  if (noted === undefined) return;
  const values = {
    name: reader.name,
    day,
    today: String(today),
    late: String(late),
    fresh: String(fresh),
    lines: JSON.stringify(lines),
  };
  await post(tx, { letter: 'digest', to: reader.email, locale: reader.locale, values, copy: true });
}

async function digestOf(tx: Tx, province: string, accountId: string, now: Date): Promise<Digest> {
  const today = todayIn(now);
  /** Not a project they declared an interest of their own in. */
  const openTo = (project: RawBuilder<unknown>) => sql`not exists (select from projects.recusal r
      where r.province = ${province} and r.project_id = ${project} and r.account_id = ${accountId}::uuid)`;
  const { rows } = await sql<Digest>`
    with mine as (
      select distinct case when m.unit_kind = 'establishment' then 'establishment_owner' else m.role end as role,
             case when m.unit_kind = 'establishment' then m.unit_id end as unit
        from people.membership m
       where m.province = ${province} and m.account_id = ${accountId}::uuid
         and m.valid_from <= ${today} and (m.valid_to is null or m.valid_to > ${today})
    ), waits as (
      select d.due_on, d.id, d.step, p.number, p.title
        from mine
       cross join lateral (
         select w.* from records.deadline w
          where w.province = ${province} and w.owner_role = mine.role and (mine.unit is null or w.owner_unit = mine.unit)
            and w.subject_kind = 'project' and w.closed_at is null and w.paused_on is null and w.due_on <= ${today}
          order by w.due_on, w.id limit 1000) d
        join projects.project p on p.province = ${province} and p.id = d.subject_id
       where ${openTo(sql`d.subject_id`)}
    ), news as (
      select n.kind, n.fills, n.at, n.id from records.notice n
       where n.province = ${province} and n.account_id = ${accountId}::uuid and n.read_at is null and n.over_at is null
         and n.kind not in ('wait_soon', 'wait_late') and n.at <= ${now} and ${openTo(sql`n.subject_id`)}
         and n.at > coalesce((select max(d.at) from records.digest d
                               where d.province = ${province} and d.account_id = ${accountId}::uuid), '-infinity')
       order by n.at desc, n.id desc limit 1000
    )
    select (select count(*)::int from waits where due_on = ${today}) as today,
           (select count(*)::int from waits where due_on < ${today}) as late,
           (select count(*)::int from news) as fresh,
           jsonb_build_object(
             'today', (select coalesce(jsonb_agg(jsonb_build_object('number', number, 'step', step, 'due', due_on, 'title', title)), '[]')
                         from (select * from waits where due_on = ${today} order by id limit ${LINES}) x),
             'late', (select coalesce(jsonb_agg(jsonb_build_object('number', number, 'step', step, 'due', due_on, 'title', title)), '[]')
                        from (select * from waits where due_on < ${today} order by due_on, id limit ${LINES}) x),
             'fresh', (select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'fills', fills)), '[]')
                         from (select * from news limit ${LINES}) x)) as lines`.execute(tx);
  return rows[0]!;
}
