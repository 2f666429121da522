import { expect, it } from 'vitest';
import { localDate } from '#kernel';
import { inProvince } from '#platform/server';
import { testDatabase } from '#testing';
import { lawBookOn } from './law-book.server.ts';

const TODAY = localDate('2026-11-24');
const database = await testDatabase();

it('keeps the law in memory until an office changes it, then reads it anew', async () => {
  const scope = { db: database.db, province: '40' };
  const book = () => inProvince(scope, (tx) => lawBookOn(tx, '40', TODAY));
  const first = await book();
  expect(await book()).toBe(first);
  await database.owner.query(`update law.norm_set set note_vi = note_vi`);
  expect(await book()).not.toBe(first);
  expect(await book()).toEqual(first);
});

it.each([
  'content',
  'norm_set',
  'norm',
  'dossier_item',
  'legal_form',
  'sector',
  'eligibility_set',
  'enterprise_size',
  'content_condition',
])('makes a new edition when law.%s changes', async (table) => {
  const edition = async () =>
    (await database.owner.query<{ id: string }>('select id from law.edition')).rows[0]?.id;
  const before = await edition();
  await database.owner.query(`delete from law.${table} where false`);
  expect(await edition()).not.toBe(before);
});
