import { expect, it } from 'vitest';
import { inProvince } from '#platform/server';
import { testDatabase } from '#testing';
import { loadNormBook } from './norm.store.server.ts';
import { shippedNorms } from './shipped-norms.server.ts';

it('gives back every norm that ships exactly as its file says, and no other province’s', async () => {
  const { db } = await testDatabase();
  const shipped = shippedNorms();
  const own = await inProvince({ db, province: '40' }, (tx) => loadNormBook(tx, '40'));
  const byId = (book: typeof own) => new Map(book.sets.map((set) => [set.id, set]));
  expect(byId(own)).toEqual(byId(shipped));
  expect(own.contents).toEqual(shipped.contents);
  const other = await inProvince({ db, province: '38' }, (tx) => loadNormBook(tx, '38'));
  expect(other.sets.map((set) => set.id)).toEqual(['national-2014-04-08', 'national-2018-05-11']);
});
