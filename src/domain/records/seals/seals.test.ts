import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectOk, newId, ok } from '#kernel';
import { transact } from '#platform/server';
import { cast, testDatabase, type Cast, type TestDatabase } from '#testing';
import { recordEvent } from '../event.store.server.ts';
import { apart, leafOf, pathOf, rootOf, sha256 } from './merkle.server.ts';
import { proveEntry } from './prove-entry.server.ts';
import { sealTrail } from './seal-trail.server.ts';
import { verifyTrail } from './verify-trail.server.ts';

const NOON = new Date('2026-11-23T05:00:00Z');
const later = (days: number) => new Date(NOON.getTime() + days * 86_400_000);

let database: TestDatabase;
let people: Cast;
const subject = { kind: 'project', id: newId() };

async function happen(after: unknown = { tên: 'Xưởng mộc "Kỳ Anh"', số: 1.5 }): Promise<string> {
  const cx = {
    ...people.centreOfficer,
    origin: { via: 'page', address: 'public', network: '203.113.131.0/24' } as const,
  };
  return expectOk(
    await transact(cx, async (tx) =>
      ok(
        await recordEvent(tx, cx, {
          kind: 'project.paid',
          subject,
          before: { a: 1 },
          after,
          reason: 'đủ\nhồ sơ',
        }),
      ),
    ),
  );
}
const scope = () => ({ db: database.db, province: people.province });
const verdict = (hash?: string) => verifyTrail(scope(), hash === undefined ? [] : [{ hash }]);

/** As somebody with all power over the database, its triggers off. */
async function tamper(text: string, values: readonly unknown[] = []): Promise<void> {
  const client = await database.super.connect();
  await client.query(`set session_replication_role = replica; set kc.province = '${people.province}'`);
  await client.query(text, [...values]).finally(() => client.release(true));
}

/** The same once more, and back to what it was. */
async function tampered(text: string, values: readonly unknown[], back: string, backValues = values) {
  await tamper(text, values);
  const found = await verdict();
  await tamper(back, backValues);
  expect((await verdict()).faults).toEqual([]);
  return found.faults;
}

beforeAll(async () => {
  database = await testDatabase();
  people = await cast(database.db);
  await sealTrail(scope(), NOON);
});

describe('the tree', () => {
  it('is the one of RFC 6962, and a path leads from every leaf to its root', () => {
    const leaves = [
      '',
      '00',
      '10',
      '2021',
      '3031',
      '40414243',
      '5051525354555657',
      '606162636465666768696a6b6c6d6e6f',
    ].map((hex) => leafOf(Buffer.from(hex, 'hex')));
    // The tree heads that the implementations of Certificate Transparency are tested with.
    expect(rootOf(leaves.slice(0, 1)).toString('hex')).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
    expect(rootOf(leaves.slice(0, 3)).toString('hex')).toBe(
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    );
    expect(rootOf(leaves.slice(0, 7)).toString('hex')).toBe(
      'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    );
    expect(rootOf(leaves).toString('hex')).toBe(
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    );
    for (let n = 1; n <= 8; n++)
      for (let i = 0; i < n; i++) {
        const top = pathOf(leaves.slice(0, n), i).reduce((hash, { side, hash: hex }) => {
          const beside = Buffer.from(hex, 'hex');
          return sha256(
            Buffer.concat([Buffer.from([1]), ...(side === 'left' ? [beside, hash] : [hash, beside])]),
          );
        }, leaves[i]!);
        expect(top).toEqual(rootOf(leaves.slice(0, n)));
      }
  });

  it('is reckoned by the database as here, whatever the number of leaves', async () => {
    for (const n of [1, 2, 3, 6, 7, 9, 13]) {
      const leaves = Array.from({ length: n }, (_, i) => leafOf(String(i)));
      const { rows } = await database.owner.query<{ root: Buffer }>(
        `select records.merkle_root($1) as root`,
        [leaves],
      );
      expect(rows[0]?.root).toEqual(rootOf(apart(Buffer.concat(leaves))));
    }
  });
});

describe('sealing', () => {
  it('seals what happened once, in batches, and finds nothing to do afterwards', async () => {
    for (let i = 0; i < 5; i++) await happen();
    const before = await verdict();
    expect(before.waiting).toBe(5);
    expect(await sealTrail(scope(), later(1), 2)).toBe(5);
    expect(await sealTrail(scope(), later(1))).toBe(0);
    const after = await verdict();
    expect(after).toMatchObject({
      waiting: 0,
      faults: [],
      seals: before.seals + 3,
      entries: before.entries + 5,
    });
  });

  it('leaves out nothing that commits late, and does not wait for it', async () => {
    const client = await database.app.connect();
    await client.query(`begin; set local kc.province = '${people.province}'`);
    const late = newId();
    await client.query(
      `insert into records.event (province, id, at, kind, subject_kind, subject_id) values ($1, $2, $3, 'late.one', 'project', $2)`,
      [people.province, late, NOON],
    );
    const early = await happen();
    expect(await sealTrail(scope(), later(1))).toBe(1);
    expect((await proveEntry(scope(), early)).ok).toBe(true);
    await happen();
    expect(await sealTrail(scope(), later(1))).toBe(1);
    await client.query('commit');
    client.release();
    expect((await verdict()).waiting).toBe(1);
    expect(await proveEntry(scope(), late)).toMatchObject({ refusal: { code: 'entry_not_sealed' } });
    expect(await sealTrail(scope(), later(1))).toBe(1);
    expect((await proveEntry(scope(), late)).ok).toBe(true);
    expect(await verdict()).toMatchObject({ waiting: 0, faults: [] });
  });

  it('is done by several workers beside writers without a gap or a double', async () => {
    const before = await verdict();
    const ids: string[] = [];
    await Promise.all([
      ...Array.from({ length: 3 }, async () => {
        for (let i = 0; i < 10; i++) ids.push(await happen({ i }));
      }),
      ...Array.from({ length: 3 }, async () => {
        for (let i = 0; i < 6; i++) await sealTrail(scope(), later(1));
      }),
    ]);
    await sealTrail(scope(), later(1));
    expect(await verdict()).toMatchObject({ waiting: 0, faults: [], entries: before.entries + 30 });
    for (const id of ids) expect((await proveEntry(scope(), id)).ok).toBe(true);
  });

  it('looks through the whole trail after it was restored on another server', async () => {
    // Numbers of transactions begin anew there, beneath those that are kept.
    await tamper(
      `update records.seal set server = 1, low_xid = '9000000000000000000' where no = (select max(no) from records.seal)`,
    );
    const id = await happen();
    expect(await sealTrail(scope(), later(1))).toBe(1);
    expect((await proveEntry(scope(), id)).ok).toBe(true);
    await happen();
    expect(await sealTrail(scope(), later(1))).toBe(1);
    expect((await verdict()).faults).toEqual([]);
  });

  it('closes a day, and makes no seal on it any more when the clock is put back', async () => {
    await happen();
    await sealTrail(scope(), later(2));
    await happen();
    await sealTrail(scope(), later(0));
    const days = await database.owner.query(
      `select d.day, d.seals, (select count(*)::int from records.seal s where s.day = d.day) as now from records.sealed_day d order by d.day`,
    );
    expect(days.rows.map(({ day }) => String(day))).toEqual(['2026-11-23', '2026-11-24']);
    for (const { seals, now } of days.rows as { seals: number; now: number }[]) expect(now).toBe(seals);
    expect((await verdict()).faults).toEqual([]);
  });

  it('belongs to the schema’s owner: the application can neither write seals nor change them', async () => {
    const as = (text: string) => transact(scope(), async (tx) => ok(await sql.raw(text).execute(tx)));
    for (const text of [
      `insert into records.seal select * from records.seal`,
      `update records.seal set size = 1`,
      `delete from records.sealed_day`,
      `delete from records.event`,
    ])
      await expect(as(text)).rejects.toThrow(/permission denied/);
    for (const table of ['seal', 'sealed_day', 'event', 'reading'])
      await expect(database.owner.query(`truncate records.${table} cascade`)).rejects.toThrow(/append-only/);
  });
});

describe('whoever rewrites the trail as the database’s master', () => {
  it('is found by one byte, and the event is named', async () => {
    const id = await happen({ amount: 'a' });
    const other = await happen();
    await sealTrail(scope(), later(3));
    const { rows } = await database.owner.query<{ no: string }>(
      `select max(no)::text as no from records.seal`,
    );
    const seal = Number(rows[0]?.no);
    const faults = await tampered(
      `update records.event set after = '{"amount": "b"}' where id = $1`,
      [id],
      `update records.event set after = '{"amount": "a"}' where id = $1`,
    );
    expect(faults).toEqual([{ fault: 'altered', entry: id, seal }]);
    const moved = await tampered(
      `update records.event set at = at + interval '1 microsecond' where id = $1`,
      [other],
      `update records.event set at = at - interval '1 microsecond' where id = $1`,
    );
    expect(moved).toEqual([{ fault: 'altered', entry: other, seal }]);
  });

  it('is found by what is removed, and by what is slipped in among the sealed', async () => {
    const id = await happen();
    await sealTrail(scope(), later(3));
    const faults = await tampered(
      `update records.event set province = 'zz' where id = $1`,
      [id],
      `update records.event set province = '${people.province}' where id = $1`,
    );
    expect(faults).toMatchObject([{ fault: 'removed', entry: id }]);
    const slipped = newId();
    const added = await tampered(
      `insert into records.event (province, id, at, kind, subject_kind, subject_id, xid)
         values ('${people.province}', $1, now(), 'a.lie', 'project', $1, '5')`,
      [slipped],
      `delete from records.event where id = $1`,
    );
    expect(added).toEqual([{ fault: 'slipped_in', entry: slipped }]);
  });

  it('is found by a changed seal, a removed one and a changed day', async () => {
    const faults = await tampered(
      `update records.seal set at = at + interval '1 hour' where no = 2`,
      [],
      `update records.seal set at = at - interval '1 hour' where no = 2`,
    );
    expect(faults).toEqual([{ fault: 'seal_altered', seal: 2 }]);
    const gone = await tampered(
      `update records.seal set province = 'zz' where no = 2`,
      [],
      `update records.seal set province = '${people.province}' where no = 2`,
    );
    expect(gone[0]).toEqual({ fault: 'seal_missing', seal: 2 });
    const day = await tampered(
      `update records.sealed_day set entries = entries + 1 where day = '2026-11-24'`,
      [],
      `update records.sealed_day set entries = entries - 1 where day = '2026-11-24'`,
    );
    expect(day).toEqual([{ fault: 'day_altered', day: '2026-11-24' }]);
  });

  it('is found by a root published earlier when all that follows is written anew', async () => {
    const published = await database.owner.query<{ hash: string }>(
      `select encode(hash, 'hex') as hash from records.sealed_day where day = '2026-11-24'`,
    );
    const hash = published.rows[0]!.hash;
    expect((await verdict(hash)).faults).toEqual([]);
    expect((await verifyTrail(scope(), [{ hash, day: '2026-11-23' }])).faults).toEqual([
      { fault: 'root_unknown', day: '2026-11-23' },
    ]);
    await tamper(`delete from records.seal`);
    await tamper(`delete from records.sealed_day`);
    await tamper(`update records.event set reason = 'không có gì' where kind = 'project.paid'`);
    for (const days of [0, 1, 4]) {
      await happen();
      await sealTrail(scope(), later(days));
    }
    expect((await verdict()).faults).toEqual([]);
    expect((await verdict(hash)).faults).toEqual([{ fault: 'root_unknown' }]);
  });
});
