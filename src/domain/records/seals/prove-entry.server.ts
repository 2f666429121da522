import { sql } from 'kysely';
import { refuse, ok, type Result } from '#kernel';
import { inProvince, type Scope } from '#platform/server';
import { apart, leafOf, pathOf, type Step } from './merkle.server.ts';
import { dayText, sealText, type Seal } from './seal.ts';
import { sealedDay, sealsOf } from './seal.store.server.ts';

/**
 * That an entry is sealed, for whoever has neither our code nor our database: `entry` is the sealed text, `path` leads to
 * the root that `seal` names, `day.path` from the seal to the root that `day.text` names; the hash of that text is
 * published. While the day is not over the seal's own hash is.
 */
export interface EntryProof {
  readonly proof: 1;
  readonly entry: string;
  readonly path: readonly Step[];
  readonly seal: string;
  readonly day: { readonly path: readonly Step[]; readonly text: string } | null;
}

/** Refuses `entry_not_found`, and `entry_not_sealed` in its first minute. */
export async function proveEntry(
  scope: Pick<Scope, 'db' | 'province'>,
  id: string,
): Promise<Result<EntryProof>> {
  const { province } = scope;
  return inProvince(scope, async (tx) => {
    const { rows: entries } = await sql<{ text: string; xid: string }>`
      select text, xid::text as xid from records.trail_entry where province = ${province} and id = ${id}`.execute(
      tx,
    );
    const [entry] = entries;
    if (entry === undefined) return refuse('entry_not_found', { id });
    const { rows } = await sql<Seal & { day: string; place: number; leaves: Buffer }>`
      select no::int as no, records.instant(at) as at, size as entries, encode(root, 'hex') as root,
             encode(previous, 'hex') as previous, day, leaves, array_position(entries, ${id}::uuid) - 1 as place
        from records.seal
       where province = ${province} and to_xid >= ${entry.xid}::xid8 and from_xid <= ${entry.xid}::xid8
         and ${id}::uuid = any (entries)
       order by seal.no limit 1`.execute(tx);
    const [seal] = rows;
    if (seal === undefined) return refuse('entry_not_sealed', { id });
    const closed = await sealedDay(tx, province, seal.day);
    const all = closed ? await sealsOf(tx, province, seal.day) : [];
    return ok({
      proof: 1,
      entry: entry.text,
      path: pathOf(apart(seal.leaves), seal.place),
      seal: sealText(province, seal),
      day: closed
        ? {
            path: pathOf(
              all.map((one) => leafOf(Buffer.from(one.hash, 'hex'))),
              all.findIndex((one) => one.no === seal.no),
            ),
            text: dayText(province, closed),
          }
        : null,
    });
  });
}
