import { sql } from 'kysely';
import type { Tx } from '#platform/server';
import type { Seal, SealedDay } from './seal.ts';

const SEAL = sql`no::int as no, records.instant(at) as at, size as entries, encode(root, 'hex') as root,
  encode(previous, 'hex') as previous, encode(hash, 'hex') as hash`;
const DAY = sql`day, seals, entries::int as entries, encode(root, 'hex') as root, encode(previous, 'hex') as previous,
  encode(hash, 'hex') as hash`;

/** Closed days up to and with `upTo`, newest first. */
export async function sealedDays(
  tx: Tx,
  province: string,
  page: { readonly upTo: string | null; readonly size: number },
): Promise<readonly SealedDay[]> {
  const { rows } = await sql<SealedDay>`
    select ${DAY} from records.sealed_day
     where province = ${province} and (${page.upTo}::date is null or day <= ${page.upTo}::date)
     order by sealed_day.day desc limit ${page.size}`.execute(tx);
  return rows;
}

export async function sealedDay(tx: Tx, province: string, day: string): Promise<SealedDay | undefined> {
  const { rows } = await sql<SealedDay>`
    select ${DAY} from records.sealed_day where province = ${province} and day = ${day}`.execute(tx);
  return rows[0];
}

/** The seals of a day after number `after`, in their order. */
export async function sealsOf(
  tx: Tx,
  province: string,
  day: string,
  page: { readonly after: number; readonly size: number } = { after: 0, size: 100_000 },
): Promise<readonly Seal[]> {
  const { rows } = await sql<Seal>`
    select ${SEAL} from records.seal
     where province = ${province} and day = ${day} and no > ${page.after} order by seal.no limit ${page.size}`.execute(
    tx,
  );
  return rows;
}

/** The newest seal. */
export async function lastSeal(
  tx: Tx,
  province: string,
): Promise<(Seal & { readonly day: string }) | undefined> {
  const { rows } = await sql<Seal & { readonly day: string }>`
    select ${SEAL}, day from records.seal where province = ${province} order by seal.no desc limit 1`.execute(
    tx,
  );
  return rows[0];
}

/** An entry of the trail of a thing, with the seal it is in; null while it waits for one. */
export interface TrailEntry {
  readonly id: string;
  readonly at: Date;
  readonly kind: string;
  readonly actor: string | null;
  readonly onBehalfOf: string | null;
  readonly seal: number | null;
}

/** The trail of one thing, newest first, from entry `after` on. */
export async function trailOf(
  tx: Tx,
  province: string,
  subject: { readonly kind: string; readonly id: string },
  page: { readonly after: string | null; readonly size: number },
): Promise<readonly TrailEntry[]> {
  const { rows } = await sql<TrailEntry>`
    select e.id, e.at, e.kind, a.name as actor, b.name as "onBehalfOf", (
        select s.no::int from records.seal s
         where s.province = e.province and s.to_xid >= e.xid and s.from_xid <= e.xid and e.id = any (s.entries)
         order by s.no limit 1) as seal
      from records.event e
      left join people.account a on a.province = e.province and a.id = e.actor_id
      left join people.account b on b.province = e.province and b.id = e.on_behalf_of
     where e.province = ${province} and e.subject_kind = ${subject.kind} and e.subject_id = ${subject.id}
       and (${page.after}::uuid is null or (e.at, e.id) < (
         select x.at, x.id from records.event x where x.province = ${province} and x.id = ${page.after}::uuid))
     order by e.at desc, e.id desc limit ${page.size}`.execute(tx);
  return rows;
}

/** How many entries the trail of a thing has, and how many of them wait for their seal. */
export async function trailStanding(
  tx: Tx,
  province: string,
  subject: { readonly kind: string; readonly id: string },
): Promise<{ readonly entries: number; readonly waiting: number }> {
  // What waits is younger than the last seal's oldest open transaction: nothing older is looked at.
  const { rows } = await sql<{ entries: number; waiting: number }>`
    select count(*)::int as entries, count(*) filter (where e.xid >= coalesce(l.low_xid, '0'::xid8) and not exists (
        select from records.seal s where s.province = e.province and s.to_xid >= e.xid and s.from_xid <= e.xid
           and e.id = any (s.entries)))::int as waiting
      from records.event e
      left join (select low_xid from records.seal where province = ${province} order by no desc limit 1) l on true
     where e.province = ${province} and e.subject_kind = ${subject.kind} and e.subject_id = ${subject.id}`.execute(
    tx,
  );
  return rows[0] ?? { entries: 0, waiting: 0 };
}
