import { beforeAll, describe, expect, it } from 'vitest';
import { expectOk, newId, ok } from '#kernel';
import { inProvince, transact } from '#platform/server';
import { cast, testDatabase, type Cast, type TestDatabase } from '#testing';
import { addDocument } from '../add-document.server.ts';
import { documentOf } from '../document.store.server.ts';
import type { DocumentKind } from '../document.ts';
import { sealTrail } from '../seals/seal-trail.server.ts';
import { proveEntry } from '../seals/prove-entry.server.ts';
import { verifyTrail } from '../seals/verify-trail.server.ts';
import { noteReading, readings } from './reading.server.ts';

let database: TestDatabase;
let people: Cast;

async function paper(kind: DocumentKind) {
  const cx = people.centreOfficer;
  const file = { hash: 'ab'.repeat(32), size: 10, mediaType: 'application/pdf', fileName: 'a.pdf' };
  const subject = { kind: 'project', id: newId() };
  const id = expectOk(
    await transact(cx, async (tx) =>
      ok(await addDocument(tx, cx, { kind, title: `Giấy ${kind}`, subject, file })),
    ),
  );
  return (await inProvince(cx, (tx) => documentOf(tx, cx.province, id)))!;
}
const register = async (filter = {}, after: string | null = null, size = 10) =>
  expectOk(await readings(people.administrator, filter, { after, size }));

beforeAll(async () => {
  database = await testDatabase();
  people = await cast(database.db);
});

describe('the register of readings', () => {
  it('holds who opened a sensitive paper, for whom and from where, and nothing of others', async () => {
    const voucher = await paper('payment_voucher');
    const origin = { via: 'page', address: 'public', network: '203.113.131.0/24' } as const;
    const absent = people.departmentLeader.actor.accountId;
    const cx = people.departmentSpecialist;
    const actor = { ...cx.actor, standsInFor: { accountId: absent } };
    expect(await noteReading({ ...cx, actor, origin }, { actor }, voucher)).toBe(true);
    expect(await noteReading(cx, cx, await paper('quotation'))).toBe(false);
    const link = newId();
    expect(await noteReading({ db: cx.db, province: cx.province, now: cx.now }, { link }, voucher)).toBe(
      true,
    );
    const { readings: found } = await register({ document: voucher.id });
    expect(found).toMatchObject([
      { reader: null, origin: null, sealed: false },
      {
        reader: people.departmentSpecialist.actor.name,
        onBehalfOf: people.departmentLeader.actor.name,
        documentKind: 'payment_voucher',
        origin,
      },
    ]);
    expect((await register()).readings).toHaveLength(2);
  });

  it('is sealed with the trail, and cannot be rewritten', async () => {
    const scope = { db: database.db, province: people.province };
    await sealTrail(scope, people.now);
    const [one] = (await register()).readings;
    expect(one?.sealed).toBe(true);
    expect(expectOk(await proveEntry(scope, one!.id)).entry).toMatch(/^\{"reading":1,/);
    await expect(
      transact(scope, async (tx) => ok(await tx.deleteFrom('records.reading').execute())),
    ).rejects.toThrow(/permission denied/);
    const client = await database.super.connect();
    await client.query(`set session_replication_role = replica`);
    await client.query(
      `update records.reading set reader_id = null, link_id = gen_random_uuid() where id = $1`,
      [one!.id],
    );
    client.release(true);
    expect((await verifyTrail(scope)).faults).toMatchObject([{ fault: 'altered', entry: one!.id }]);
  });

  it('is searched by reader and day, paged by key, and shown to administrators and auditors only', async () => {
    const voucher = await paper('payment_voucher');
    const cx = people.centreOfficer;
    for (let i = 0; i < 5; i++)
      await noteReading({ ...cx, now: new Date(cx.now.getTime() + i) }, cx, voucher);
    const first = await register({ reader: cx.actor.name.toUpperCase() }, null, 3);
    expect(first.readings).toHaveLength(3);
    const second = await register({ reader: cx.actor.name }, first.next, 3);
    expect(second).toMatchObject({ next: null, readings: { length: 2 } });
    expect((await register({ from: '2000-01-01', to: '2000-01-02' })).readings).toEqual([]);
    expect(await readings(cx, {}, { after: null, size: 5 })).toMatchObject({
      refusal: { code: 'not_found' },
    });
  });
});
