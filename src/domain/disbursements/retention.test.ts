import { expect, it } from 'vitest';
import { act, cast, fundWith, newWorkshop, submitted, testDatabase, walkTo } from '#testing';
import { dong, expectOk, newId, ok } from '#kernel';
import { transact } from '#platform/server';
import { forgetPlaces } from './forget-places.server.ts';
import { insertPhoto } from './photo.store.server.ts';

it('keeps a settled project whole; forgets after a year where its photos were taken, and tells how many', async () => {
  const database = await testDatabase();
  const people = await cast(database.db);
  const workshop = await newWorkshop(people);
  const id = await submitted(workshop.owner, workshop.establishmentId);
  const fund = await fundWith(people, dong(310_000_000), 'provincial', 'Nguồn lưu trữ');
  await walkTo(people, id, fund.id, 'approve_settlement');
  const { rows } = await database.super.query<{ id: string }>(
    `select id from records.document where subject_id = $1 limit 1`,
    [id],
  );
  expectOk(
    await transact(people.centreOfficer, async (tx) => {
      const facts = { takenAt: '2026-11-20 09:15:00', latitude: 18.67, longitude: 105.68, camera: 'Máy' };
      await insertPhoto(tx, people.centreOfficer, {
        ...{ id: newId(), projectId: id, documentId: rows[0]!.id, original: 'a', facts, caption: null },
      });
      return ok(undefined);
    }),
  );
  for (const table of ['projects.project where id', 'records.document where subject_id'])
    await expect(database.super.query(`delete from ${table} = $1`, [id])).rejects.toThrow(
      'retention_forbids',
    );

  const scope = { db: database.db, province: people.province };
  const after = (days: number) => new Date(people.now.getTime() + days * 86_400_000);
  expect(await forgetPlaces(scope, after(360))).toEqual({ photos: 0 });
  expect(await forgetPlaces(scope, after(370))).toEqual({ photos: 1 });
  expect(await forgetPlaces(scope, after(371))).toEqual({ photos: 0 });
  const told = await database.super.query(`select project_id, what, count from records.forgotten`);
  expect(told.rows).toEqual([{ project_id: id, what: 'photo_place', count: 1 }]);
  const left = await database.super.query(
    `select taken_at, latitude, longitude, camera from disbursements.acceptance_photo`,
  );
  expect(left.rows).toEqual([{ taken_at: null, latitude: null, longitude: null, camera: null }]);
  expectOk(
    await act(people.centreAccountant, id, 'recover', {
      amount: '10 triệu',
      voucherNumber: 'PT',
      paidOn: '23/11/2026',
    }),
  );
});
