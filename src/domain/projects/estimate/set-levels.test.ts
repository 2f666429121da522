import { beforeAll, expect, it } from 'vitest';
import { cast, testDatabase, type Cast } from '#testing';
import { expectOk, localDate, type FormFields, type Result } from '#kernel';
import { inProvince } from '#platform/server';
import { allLevels, approvalLevels, dropLevel, setLevel } from '../index.server.ts';

let people: Cast;
beforeAll(async () => {
  people = await cast((await testDatabase({ max: 6 })).db);
});

const codes = (result: Result<unknown>) =>
  result.ok ? [] : [result.refusal, ...(result.refusal.also ?? [])].map((r) => r.code);
const level: FormFields = {
  ...{ procedure: 'provincial', role: 'finance_officer', validFrom: '24/11/2026' },
  ...{ upTo: '500 triệu', basis: 'QĐ 12/2026/QĐ-UBND' },
};
const key = { procedure: 'provincial', role: 'finance_officer', validFrom: '2026-11-24' };

it('is recorded by the department from a day on, once even by two, and dropped only before it is in force', async () => {
  expect(codes(await setLevel(people.financeOfficer, level))).toEqual(['estimate_level_not_permitted']);
  expect(codes(await setLevel(people.departmentLeader, { ...level, basis: '', role: 'x' }))).toHaveLength(2);
  const refused = (over: FormFields) => setLevel(people.departmentLeader, { ...level, ...over });
  expect(codes(await refused({ validFrom: '22/11/2026' }))).toEqual(['estimate_level_is_of_the_past']);
  expect(codes(await refused({ role: 'centre_officer' }))).toEqual(['estimate_level_role_approves_none']);
  const both = await Promise.all([refused({}), setLevel(people.secondLeader, level)]);
  expect(both.flatMap(codes)).toEqual(['estimate_level_is_there']);
  expectOk(await refused({ validFrom: '23/11/2026', upTo: '' }));
  const on = (day: string) =>
    inProvince(people.auditor, (tx) => approvalLevels(tx, people.province, 'provincial', localDate(day)));
  expect((await on('2026-11-23')).map((l) => l.upTo)).toEqual([null]);
  expect((await on('2026-11-24')).map((l) => l.upTo)).toEqual([500_000_000n]);
  const today = { ...key, validFrom: '2026-11-23' };
  expect(codes(await dropLevel(people.departmentLeader, today))).toEqual(['estimate_level_is_in_force']);
  expectOk(await dropLevel(people.secondLeader, key));
  expect(codes(await dropLevel(people.departmentLeader, key))).toEqual(['estimate_level_is_gone']);
  expect(await inProvince(people.auditor, (tx) => allLevels(tx, people.province))).toHaveLength(1);
});
