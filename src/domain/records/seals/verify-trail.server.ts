import { sql } from 'kysely';
import { inSnapshot, type Scope, type Tx } from '#platform/server';
import { apart, leafOf, rootOf, sha256 } from './merkle.server.ts';
import { dayText, NOTHING_BEFORE, sealText, type Seal, type SealedDay } from './seal.ts';
import { sealedDays } from './seal.store.server.ts';

/** What does not agree. Entries and seals in the order of the trail, so that the first one found is the first there is. */
export interface TrailFault {
  readonly fault:
    | 'altered' // an entry says something else than was sealed
    | 'removed' // a sealed entry is not there
    | 'slipped_in' // an entry stands among sealed ones and is in no seal
    | 'seal_altered'
    | 'seal_missing'
    | 'day_altered'
    | 'root_unknown'; // the trail leads to no such published hash: it was written anew
  readonly entry?: string;
  readonly seal?: number;
  readonly day?: string;
}

export interface TrailVerdict {
  readonly province: string;
  readonly entries: number;
  readonly seals: number;
  readonly days: number;
  /** Written since the last seal. */
  readonly waiting: number;
  readonly faults: readonly TrailFault[];
  /** The hash of the last seal. */
  readonly head: string | null;
}

/** A hash that was published earlier, of a seal or a day; with its day what it belongs to is known. */
export interface Published {
  readonly hash: string;
  readonly day?: string | undefined;
}

/** Entries looked at in one turn: some megabytes of text. */
const AT_ONCE = 10_000;
/** Told of at most: after the first few the rest says no more. */
const TOLD = 100;

interface StoredSeal extends Seal {
  readonly day: string;
  readonly leaves: Buffer;
}
interface Sealed {
  readonly no: number;
  readonly place: number;
  readonly text: string | null;
}

/** Recomputes all of a province's trail: every leaf from its row, every root, both chains, and that nothing is left out. */
export async function verifyTrail(
  scope: Pick<Scope, 'db' | 'province'>,
  published: readonly Published[] = [],
): Promise<TrailVerdict> {
  const { province } = scope;
  return inSnapshot(scope, async (tx) => {
    const faults: TrailFault[] = [];
    const days = new Days(province, await sealedDays(tx, province, { upTo: null, size: 1_000_000 }), faults);
    /** Published hashes the trail has not led to yet. */
    const sought = new Set(published);
    const meet = (hash: string, day: string) => {
      for (const one of sought) if (one.hash === hash && (one.day ?? day) === day) sought.delete(one);
    };
    let head = NOTHING_BEFORE;
    let no = 0;
    let seals = 0;
    let sealed = 0;
    let present = 0;
    for await (const chunk of chunks(tx, province)) {
      const texts = new Map<number, Sealed[]>();
      for (const one of chunk.entries) (texts.get(one.no) ?? texts.set(one.no, []).get(one.no)!).push(one);
      for (const seal of chunk.seals) {
        if (seal.no !== no + 1) faults.push({ fault: 'seal_missing', seal: no + 1 });
        no = seal.no;
        const entries = texts.get(seal.no) ?? [];
        faults.push(...(await named(tx, province, faultsOf(seal, entries))));
        const hash = sha256(sealText(province, { ...seal, previous: head })).toString('hex');
        const sound = hash === seal.hash && rootOf(apart(seal.leaves)).toString('hex') === seal.root;
        if (!sound || seal.previous !== head) faults.push({ fault: 'seal_altered', seal: seal.no });
        // From where the chain is broken on it goes on as it stands: what lies behind is judged by itself.
        head = seal.hash;
        days.add(seal);
        meet(seal.hash, seal.day);
        seals++;
        sealed += entries.length;
        present += entries.filter((one) => one.text !== null).length;
      }
    }
    days.finish();
    for (const day of days.stored.values()) meet(day.hash, day.day);
    for (const { day } of sought) faults.push({ fault: 'root_unknown', ...(day ? { day } : {}) });
    const { waiting, slipped } = await unsealed(tx, province, present);
    faults.push(...slipped);
    return {
      province,
      entries: sealed,
      seals,
      days: days.stored.size,
      waiting,
      faults: faults.slice(0, TOLD),
      head: seals === 0 ? null : head,
    };
  });
}

/** The entries of one seal against its leaves. */
function faultsOf(seal: StoredSeal, entries: readonly Sealed[]): (TrailFault & { place?: number })[] {
  const wrong: (TrailFault & { place: number })[] = [];
  for (const { place, text } of entries) {
    const leaf = seal.leaves.subarray(32 * place, 32 * place + 32);
    if (text === null) wrong.push({ fault: 'removed', seal: seal.no, place });
    else if (!leafOf(text).equals(leaf)) wrong.push({ fault: 'altered', seal: seal.no, place });
  }
  if (entries.length !== seal.entries || seal.leaves.length !== 32 * seal.entries)
    return [{ fault: 'seal_altered', seal: seal.no }];
  return wrong.toSorted((a, b) => a.place - b.place).slice(0, TOLD);
}

/** Their entries' ids, which are only asked for where something is wrong. */
async function named(
  tx: Tx,
  province: string,
  wrong: readonly (TrailFault & { readonly place?: number })[],
): Promise<readonly TrailFault[]> {
  const told: TrailFault[] = [];
  for (const { place, ...fault } of wrong) {
    if (place === undefined) {
      told.push(fault);
      continue;
    }
    const { rows } = await sql<{ id: string }>`
      select entries[${place}::int + 1] as id from records.seal where province = ${province} and no = ${fault.seal}`.execute(
      tx,
    );
    told.push({ ...fault, entry: rows[0]?.id ?? '' });
  }
  return told;
}

/** Seals with their entries' texts, in turns; the next turn is asked for while this one is reckoned. */
async function* chunks(tx: Tx, province: string) {
  let after = 0;
  let next = read(tx, province, after);
  for (;;) {
    const chunk = await next;
    const last = chunk.seals.at(-1);
    if (last === undefined) return;
    after = last.no;
    next = read(tx, province, after);
    next.catch(() => {});
    yield chunk;
  }
}

async function read(tx: Tx, province: string, after: number) {
  const { rows: ends } = await sql<{ no: number }>`
    select max(no)::int as no from (
      select no, sum(size) over (order by no) - size as before from (
        select no, size from records.seal where province = ${province} and no > ${after} order by no limit 2000) s) x
     where before < ${AT_ONCE}`.execute(tx);
  const upTo = ends[0]?.no ?? after;
  const [seals, entries] = await Promise.all([
    sql<StoredSeal>`
      select no::int as no, records.instant(at) as at, day, size as entries, encode(root, 'hex') as root,
             encode(previous, 'hex') as previous, encode(hash, 'hex') as hash, leaves
        from records.seal where province = ${province} and no > ${after} and no <= ${upTo} order by seal.no`.execute(
      tx,
    ),
    sql<Sealed>`
      select s.no::int as no, (u.place - 1)::int as place,
             coalesce(records.sealed_text(e), records.sealed_text(r)) as text
        from records.seal s
        cross join lateral unnest(s.entries) with ordinality u(id, place)
        left join records.event e on e.province = ${province} and e.id = u.id
        left join records.reading r on r.province = ${province} and r.id = u.id
       where s.province = ${province} and s.no > ${after} and s.no <= ${upTo}`.execute(tx),
  ]);
  return { seals: seals.rows, entries: entries.rows };
}

/** What is in no seal: written since the last one, or slipped in beneath it. */
async function unsealed(tx: Tx, province: string, present: number) {
  const { rows: counts } = await sql<{ all: number }>`
    select ((select count(*) from records.event where province = ${province})
          + (select count(*) from records.reading where province = ${province}))::int as all`.execute(tx);
  if (counts[0]?.all === present) return { waiting: 0, slipped: [] };
  const { rows } = await sql<{ id: string; slipped: boolean }>`
    select t.id, coalesce(t.xid < l.low_xid, false) as slipped
      from records.trail_entry t
      left join (select low_xid from records.seal where province = ${province} order by no desc limit 1) l on true
     where t.province = ${province} and not exists (
       select from (select unnest(s.entries) as id from records.seal s where s.province = ${province}) x where x.id = t.id)
     order by t.xid, t.id`.execute(tx);
  return {
    waiting: rows.filter((row) => !row.slipped).length,
    slipped: rows
      .filter((row) => row.slipped)
      .map((row): TrailFault => ({ fault: 'slipped_in', entry: row.id })),
  };
}

/** The closed days against the seals that pass by. */
class Days {
  readonly stored: ReadonlyMap<string, SealedDay>;
  private readonly province: string;
  private readonly faults: TrailFault[];
  private readonly sealed = new Set<string>();
  private current: { day: string; hashes: Buffer[]; entries: number } | null = null;
  private head = NOTHING_BEFORE;
  private met = 0;

  constructor(province: string, stored: readonly SealedDay[], faults: TrailFault[]) {
    this.province = province;
    this.stored = new Map(stored.map((one) => [one.day, one]));
    this.faults = faults;
  }

  add(seal: StoredSeal): void {
    if (this.current !== null && this.current.day !== seal.day) this.close(true);
    this.current ??= { day: seal.day, hashes: [], entries: 0 };
    this.current.hashes.push(Buffer.from(seal.hash, 'hex'));
    this.current.entries += seal.entries;
    this.sealed.add(seal.day);
  }

  finish(): void {
    if (this.current !== null) this.close(false);
    // A day without seals has no root.
    if (this.met !== this.stored.size) {
      const extra = [...this.stored.keys()].toSorted().find((day) => !this.sealed.has(day));
      if (extra !== undefined) this.faults.push({ fault: 'day_altered', day: extra });
    }
  }

  private close(over: boolean): void {
    const { day, hashes, entries } = this.current!;
    this.current = null;
    const stored = this.stored.get(day);
    if (stored === undefined) {
      if (over) this.faults.push({ fault: 'day_altered', day });
      return;
    }
    this.met++;
    const root = rootOf(hashes.map((one) => leafOf(one))).toString('hex');
    const reckoned = { day, seals: hashes.length, entries, root, previous: this.head };
    const hash = sha256(dayText(this.province, reckoned)).toString('hex');
    if (hash !== stored.hash || dayText(this.province, stored) !== dayText(this.province, reckoned))
      this.faults.push({ fault: 'day_altered', day });
    this.head = stored.hash;
  }
}
